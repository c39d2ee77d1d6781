using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What all processes know of sources together, and whose turn it is to ask.</summary>
internal interface ISourceStore
{
    /// <summary>What is kept of a source; where that is not fresh and nobody is at it, it is for <paramref name="lease"/> to fetch until <paramref name="until"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="lease">Names the claim.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When others take it up.</param>
    /// <param name="known">What the process has of it already, whose octets need not be read again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SourceClaim> ClaimAsync(SourceAddress source, Guid lease, DateTimeOffset now, DateTimeOffset until, KeptSource? known, CancellationToken cancellationToken);

    /// <summary>Keeps what came of a claim, and ends it; nothing where the claim is another's by now.</summary>
    Task KeepAsync(SourceAddress source, Guid lease, KeptSource kept, CancellationToken cancellationToken);

    /// <summary>Prolongs a claim; false where it is another's by now.</summary>
    Task<bool> RenewAsync(SourceAddress source, Guid lease, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Ends a claim of which nothing came.</summary>
    Task ReleaseAsync(SourceAddress source, Guid lease, CancellationToken cancellationToken);

    /// <summary>Takes a turn at a host, of those that come in equal distances.</summary>
    Task<HostTurn> TakeTurnAsync(string host, DateTimeOffset now, TimeSpan distance, int burst, TimeSpan longestWait, CancellationToken cancellationToken);

    /// <summary>Nobody asks the host until then.</summary>
    Task LeaveAloneAsync(string host, DateTimeOffset until, CancellationToken cancellationToken);
}
