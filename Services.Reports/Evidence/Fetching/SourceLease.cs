using Nanobot.Platform.Core.Work;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>The claim of a process that asks a source; where the process dies, another takes it up soon.</summary>
internal sealed class SourceLease(ISourceStore store, SourceAddress source, Guid lease, TimeProvider time) : ILease
{
    /// <summary>How long others wait for one who is not heard of.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(6);

    public Task<bool> RenewAsync(CancellationToken cancellationToken) => store.RenewAsync(source, lease, time.GetUtcNow() + Length, cancellationToken);

    public Task ReleaseAsync(CancellationToken cancellationToken) => store.ReleaseAsync(source, lease, cancellationToken);
}
