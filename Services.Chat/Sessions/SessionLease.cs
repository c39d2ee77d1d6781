using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>The hold of one turn on its session.</summary>
internal sealed class SessionLease(SessionLeases leases, TenantContext context, Lease lease, TimeSpan length) : ILease
{
    /// <summary>Whether it was given back already, with the turn.</summary>
    public bool IsGivenBack { get; set; }

    public Task<bool> RenewAsync(CancellationToken cancellationToken) => leases.RenewAsync(context, lease, length, cancellationToken);

    public Task ReleaseAsync(CancellationToken cancellationToken) => IsGivenBack ? Task.CompletedTask : leases.ReleaseAsync(context, lease, cancellationToken);
}
