using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Rules;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Says what would be decided, by the sets as they stand in the database at that moment or as somebody proposes them.</summary>
internal sealed class PolicyTrials(PolicySourceReader sources, TimeProvider time)
{
    /// <summary>What would be decided of a request, and what each policy has to do with it.</summary>
    /// <param name="question">The request.</param>
    /// <param name="tenant">Whose it is; null for one of nobody's.</param>
    public async Task<PolicyExplained> ExplainAsync(PolicyQuestion question, TenantRow? tenant, CancellationToken cancellationToken)
    {
        var present = await ReadAsync(tenant, cancellationToken);
        var explanation = PolicySet.Compile(present.Installation.Policies, present.Tenant.Policies)
            .Explain(PolicyQuestions.ToRequest(question, tenant?.TenantId, tenant?.TimeZone, time.GetUtcNow()));
        return new PolicyExplained(explanation.Decision.ToOutcome(), present.Version,
        [
            .. explanation.Policies.OrderByDescending(static one => one.Policy.Source.Priority).ThenBy(static one => one.Policy.IsAllow)
                .ThenBy(static one => one.Policy.Scope).ThenBy(static one => one.Policy.Name, StringComparer.Ordinal).Select(static one => new PolicyVerdict(
                    one.Policy.Name, one.Policy.ScopeName, one.Policy.Source.Effect!, one.Policy.Source.Priority,
                    one.Policy.Source.Mode ?? PolicyMode.Enforce.Value, one.Matches, one.Failed)),
        ]);
    }

    /// <summary>What a set would change in the place of the tenant's, or of the installation's.</summary>
    public async Task<PolicySimulated> SimulateAsync(
        PolicySimulation simulation, TenantRow? tenant, bool isInstallations, CancellationToken cancellationToken)
    {
        var present = await ReadAsync(tenant, cancellationToken);
        IReadOnlyList<Policy> wanted = [.. simulation.Policies!.Select(PolicyRules.Complete)];
        var current = PolicySet.Compile(present.Installation.Policies, present.Tenant.Policies);
        var proposed = isInstallations ? PolicySet.Compile(wanted, present.Tenant.Policies) : PolicySet.Compile(present.Installation.Policies, wanted);
        var now = time.GetUtcNow();
        List<SimulatedRequest> results = [.. simulation.Requests!.Select(question =>
        {
            var request = PolicyQuestions.ToRequest(question, tenant?.TenantId, tenant?.TimeZone, now);
            var (one, other) = (current.Decide(request), proposed.Decide(request));
            return new SimulatedRequest(request.Resource, one.ToOutcome(), other.ToOutcome(), one.Allowed != other.Allowed);
        })];
        return new PolicySimulated(present.Version, results.Count(static result => result.Changed), results);
    }

    private async Task<PolicySources> ReadAsync(TenantRow? tenant, CancellationToken cancellationToken)
    {
        if (tenant is not null)
        {
            return await sources.ReadAsync(tenant, cancellationToken);
        }

        var installation = await sources.ReadInstallationAsync(cancellationToken);
        return new PolicySources("", ZoneName.Utc.Value, $"{installation.Version}.0", installation, new VersionedPolicies(0, []));
    }
}
