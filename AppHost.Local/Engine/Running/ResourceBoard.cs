using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>
/// Every resource as it is now, and who wants to know of changes. A slow reader misses states in between, never the
/// last one: what is kept for it is the names that changed, not the changes.
/// </summary>
internal sealed class ResourceBoard
{
    private readonly ConcurrentDictionary<string, ResourceSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Reader, byte> _readers = [];

    public IReadOnlyList<ResourceSnapshot> Current => [.. _snapshots.Values.OrderBy(s => s.Name, StringComparer.Ordinal)];

    public void Publish(ResourceSnapshot snapshot)
    {
        _snapshots[snapshot.Name] = snapshot;
        foreach (var reader in _readers.Keys)
            reader.Tell(snapshot.Name);
    }

    /// <summary>Every resource once, then each that changes.</summary>
    public async IAsyncEnumerable<ResourceSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var reader = new Reader();
        _readers[reader] = 0;
        try
        {
            foreach (var snapshot in Current)
                yield return snapshot;
            while (true)
                foreach (var name in await reader.ChangedAsync(ct))
                    yield return _snapshots[name];
        }
        finally
        {
            _readers.TryRemove(reader, out _);
        }
    }

    /// <summary>Waits until all processes of a resource are as wanted.</summary>
    public async Task<ResourceSnapshot> WaitAsync(string displayName, Func<ResourceSnapshot, bool> wanted, CancellationToken ct)
    {
        await foreach (var _ in WatchAsync(ct))
        {
            var all = Of(displayName);
            if (all.Count > 0 && all.All(wanted))
                return all[0];
        }

        throw new OperationCanceledException(ct);
    }

    /// <summary>The processes of a resource, by its own name or the unique name of one process.</summary>
    public IReadOnlyList<ResourceSnapshot> Of(string name) => [.. Current.Where(s =>
        string.Equals(s.DisplayName, name, StringComparison.OrdinalIgnoreCase) || string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase))];

    private sealed class Reader
    {
        private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
        private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Tell(string name)
        {
            lock (_changed)
                _changed.Add(name);
            _wake.Writer.TryWrite(true);
        }

        public async Task<IReadOnlyList<string>> ChangedAsync(CancellationToken ct)
        {
            await _wake.Reader.ReadAsync(ct);
            lock (_changed)
            {
                string[] names = [.. _changed];
                _changed.Clear();
                return names;
            }
        }
    }
}
