using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Chat.Answers;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>In the memory of the process, where it is the only one that works on runs and is asked for them.</summary>
internal sealed class MemoryRunEvents(IOptions<RunOptions> options, TimeProvider time) : IRunEventStore
{
    private const int Batch = 200;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, Guid Run), Stream> _streams = [];
    private DateTimeOffset _nextLook;
    private (long Moment, long Number) _last;

    public Task AppendAsync(ClaimedRun run, IReadOnlyList<TurnEvent> events)
    {
        lock (_gate)
        {
            var stream = Of(run.TenantId, run.RunId);
            if (stream.Claims <= run.Claims)
            {
                stream.Claims = run.Claims;
                stream.Add(events.Select(happened => (NextId(), happened)), options.Value.MostEvents);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<(string Id, TurnEvent Event)>> ReadAsync(string tenantId, Guid runId, string after, CancellationToken cancellationToken)
    {
        var from = Read(after);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<(string Id, TurnEvent Event)>>(_streams.TryGetValue((tenantId, runId), out var stream)
                ? [.. stream.Behind(from).Take(Batch).Select(static entry => (Write(entry.Id), entry.Event))]
                : []);
        }
    }

    public Task<IAsyncDisposable> ListenAsync(string tenantId, Guid runId, WakeSignal<RunEventReader> signal, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var stream = Of(tenantId, runId);
            stream.Listeners.Add(signal);
            return Task.FromResult<IAsyncDisposable>(new Listening(this, stream, signal));
        }
    }

    public Task ForgetAsync(string tenantId, IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var id in runIds)
            {
                var stream = Of(tenantId, id);
                stream.Claims = int.MaxValue;
                stream.Clear();
            }
        }

        return Task.CompletedTask;
    }

    // Only under the gate.
    private Stream Of(string tenantId, Guid runId)
    {
        var now = time.GetUtcNow();
        if (now >= _nextLook)
        {
            _nextLook = now + BetweenLooks;
            foreach (var (key, _) in _streams.Where(entry => entry.Value.Until < now && entry.Value.Listeners.Count == 0).ToList())
            {
                _streams.Remove(key);
            }
        }

        if (!_streams.TryGetValue((tenantId, runId), out var stream))
        {
            _streams[(tenantId, runId)] = stream = new Stream();
        }

        stream.Until = now + options.Value.EventsKept;
        return stream;
    }

    // As Redis numbers them: behind all that were given out before, by an earlier process too.
    private (long Moment, long Number) NextId()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return _last = now > _last.Moment ? (now, 0) : (_last.Moment, _last.Number + 1);
    }

    private static string Write((long Moment, long Number) id) => string.Create(CultureInfo.InvariantCulture, $"{id.Moment}-{id.Number}");

    private static (long Moment, long Number) Read(string id) => id.Split('-') is [var moment, .. var rest]
        ? (Number(moment), rest is [var number] ? Number(number) : 0)
        : default;

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private sealed class Stream
    {
        private readonly List<((long Moment, long Number) Id, TurnEvent Event)> _events = [];

        public int Claims { get; set; }

        public DateTimeOffset Until { get; set; }

        public List<WakeSignal<RunEventReader>> Listeners { get; } = [];

        public void Add(IEnumerable<((long Moment, long Number) Id, TurnEvent Event)> events, int most)
        {
            _events.AddRange(events);
            if (_events.Count > most)
            {
                _events.RemoveRange(0, _events.Count - most);
            }

            Listeners.ForEach(static listener => listener.Raise());
        }

        public IEnumerable<((long Moment, long Number) Id, TurnEvent Event)> Behind((long Moment, long Number) id) => _events.SkipWhile(entry => entry.Id.CompareTo(id) <= 0);

        public void Clear() => _events.Clear();
    }

    private sealed class Listening(MemoryRunEvents owner, Stream stream, WakeSignal<RunEventReader> signal) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (owner._gate)
            {
                stream.Listeners.Remove(signal);
            }

            return ValueTask.CompletedTask;
        }
    }
}
