using Nanobot.Contracts.Credentials;

namespace Nanobot.Platform.Tenancy;

/// <summary>How tenants stand by the word of the module that decides it, not by what is known of it here.</summary>
public interface ITenantStandings
{
    /// <summary>
    /// The tenants of these ids that there are, deleted ones included. Every change that was acknowledged before the call is in
    /// the answer.
    /// </summary>
    /// <param name="tenantIds">Their ids; none is permitted, and tells whether the module answers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Core.Problems.ModuleUnavailableException">The module does not say.</exception>
    Task<IReadOnlyList<TenantSnapshot>> FindAsync(IReadOnlyCollection<string> tenantIds, CancellationToken cancellationToken);
}
