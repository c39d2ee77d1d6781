using System.Collections.Concurrent;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>What processes know of sources together, without a database: for tests of what stands on it.</summary>
internal sealed class OwnSources : ISourceStore
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, (KeptSource? Kept, Guid? Lease, DateTimeOffset Until)> _rows = [];
    private readonly ConcurrentDictionary<string, DateTimeOffset> _leftAlone = new();

    public Task<SourceClaim> ClaimAsync(SourceAddress source, Guid lease, DateTimeOffset now, DateTimeOffset until, KeptSource? known, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            var row = _rows.GetValueOrDefault(source.Key);
            var isMine = (row.Kept is null || row.Kept.FreshUntil <= now) && (row.Lease is null || row.Until <= now);
            if (isMine)
            {
                _rows[source.Key] = (row.Kept, lease, until);
            }

            return Task.FromResult(new SourceClaim(row.Kept, isMine));
        }
    }

    public Task KeepAsync(SourceAddress source, Guid lease, KeptSource kept, CancellationToken cancellationToken) => End(source, lease, kept);

    public Task<bool> RenewAsync(SourceAddress source, Guid lease, DateTimeOffset until, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task ReleaseAsync(SourceAddress source, Guid lease, CancellationToken cancellationToken) => End(source, lease, null);

    public Task<HostTurn> TakeTurnAsync(string host, DateTimeOffset now, TimeSpan distance, int burst, TimeSpan longestWait, CancellationToken cancellationToken) =>
        Task.FromResult(_leftAlone.TryGetValue(host, out var until) && until > now ? new HostTurn(null, until) : new HostTurn(now, null));

    public Task LeaveAloneAsync(string host, DateTimeOffset until, CancellationToken cancellationToken)
    {
        _leftAlone[host] = until;
        return Task.CompletedTask;
    }

    private Task End(SourceAddress source, Guid lease, KeptSource? kept)
    {
        lock (_changing)
        {
            if (_rows.GetValueOrDefault(source.Key) is var row && row.Lease == lease)
            {
                _rows[source.Key] = (kept ?? row.Kept, null, default);
            }
        }

        return Task.CompletedTask;
    }
}
