using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Rights.Known;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Policies;

/// <summary>Asks for policies among the gateway's other questions, in their budgets.</summary>
internal sealed class PolicySource(TenantsDirectory directory) : IPolicySource<LookupOrigin>
{
    public Task<PolicySources?> FindAsync(string tenantId, LookupOrigin origin, CancellationToken cancellationToken) =>
        directory.FindPoliciesAsync(new(tenantId, origin, IsVouched: true), cancellationToken);

    public Task<SubjectAttributes?> FindAttributesAsync(Subject subject, LookupOrigin origin, CancellationToken cancellationToken) =>
        directory.FindAttributesAsync(new(subject, origin, IsVouched: true), cancellationToken);

    public async Task<VersionedPolicies> FindInstallationAsync(LookupOrigin origin, CancellationToken cancellationToken) =>
        await directory.FindInstallationPoliciesAsync(new("", origin, IsVouched: true), cancellationToken) ?? throw new ModuleUnavailableException(TenantsDirectory.Module);
}
