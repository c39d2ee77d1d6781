using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Rights.Known;

/// <summary>The tenants module, asked for models that tenants and users have brought.</summary>
public interface IOwnModelSource
{
    /// <summary>Those of whoever acts; null where there is no such tenant, or the module knows of no such models.</summary>
    /// <exception cref="ModuleUnavailableException">No usable answer in time.</exception>
    Task<OwnModels?> FindAsync(TenantContext origin, CancellationToken cancellationToken);
}
