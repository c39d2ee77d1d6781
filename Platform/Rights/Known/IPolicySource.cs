using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Rights.Known;

/// <summary>The tenants module, asked for policies.</summary>
/// <typeparam name="TOrigin">What a question needs beside its tenant: in whose name, or from where.</typeparam>
public interface IPolicySource<in TOrigin>
{
    /// <summary>The policies that bind a tenant's requests, or null where there is no such tenant.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    Task<PolicySources?> FindAsync(string tenantId, TOrigin origin, CancellationToken cancellationToken);

    /// <summary>The installation's policies, which bind operators.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    Task<VersionedPolicies> FindInstallationAsync(TOrigin origin, CancellationToken cancellationToken);

    /// <summary>The own attributes of whoever acts, or null where there is no such tenant or nobody can have any.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    Task<SubjectAttributes?> FindAttributesAsync(Subject subject, TOrigin origin, CancellationToken cancellationToken);
}
