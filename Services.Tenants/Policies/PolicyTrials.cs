using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Rules;
using Nanobot.Services.Tenants.Persistence;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Says what would be decided, by the sets as they stand in the database at that moment or as somebody proposes them.</summary>
internal sealed class PolicyTrials(PolicySourceReader sources, RecordedQuestions recorded, TrialAttributes attributes, TimeProvider time)
{
    /// <summary>What would be decided of a request, and what each policy has to do with it.</summary>
    /// <param name="question">The request.</param>
    /// <param name="tenant">Whose it is; null for one of nobody's.</param>
    public async Task<PolicyExplained> ExplainAsync(PolicyQuestion question, TenantRow? tenant, CancellationToken cancellationToken)
    {
        var present = await ReadAsync(tenant, cancellationToken);
        var set = PolicySet.Compile(present.Installation.Policies, present.Tenant.Policies);
        var asked = PolicyQuestions.ToRequest(question, tenant?.TenantId, tenant?.TimeZone, time.GetUtcNow());
        var explanation = set.Explain(tenant is null ? asked : (await attributes.CompleteAsync(present, set.Asks, [asked], cancellationToken))[0]);
        return new PolicyExplained(explanation.Decision.ToOutcome(), present.Version,
        [
            .. explanation.Policies.OrderByDescending(static one => one.Policy.Source.Priority).ThenBy(static one => one.Policy.IsAllow)
                .ThenBy(static one => one.Policy.Scope).ThenBy(static one => one.Policy.Name, StringComparer.Ordinal).Select(static one => new PolicyVerdict(
                    one.Policy.Name, one.Policy.ScopeName, one.Policy.Source.Effect!, one.Policy.Source.Priority,
                    one.Policy.Source.Mode ?? PolicyMode.Enforce.Value, one.Matches, one.Failed)),
        ]);
    }

    /// <summary>What a set would change in the place of the tenant's, or of the installation's.</summary>
    public async Task<Results<Ok<PolicySimulated>, Refusal>> AnswerAsync(
        PolicySimulation simulation, TenantRow? tenant, bool isInstallations, CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await SimulateAsync(simulation, tenant, isInstallations, cancellationToken));
        }
        catch (Exception exception) when (simulation.Recorded && exception is RedisException or TimeoutException)
        {
            return PolicyRefusals.NotRecorded with { Reason = ExceptionReason.Of(exception) };
        }
    }

    private async Task<PolicySimulated> SimulateAsync(
        PolicySimulation simulation, TenantRow? tenant, bool isInstallations, CancellationToken cancellationToken)
    {
        var present = await ReadAsync(tenant, cancellationToken);
        IReadOnlyList<Policy> wanted = [.. simulation.Policies!.Select(PolicyRules.Complete)];
        var current = PolicySet.Compile(present.Installation.Policies, present.Tenant.Policies);
        var proposed = isInstallations ? PolicySet.Compile(wanted, present.Tenant.Policies) : PolicySet.Compile(present.Installation.Policies, wanted);
        var requests = simulation.Recorded ? await recorded.ReadAsync(tenant, cancellationToken) : Given(simulation.Requests!, tenant);
        IReadOnlyList<PolicyRequest> asked = [.. requests.Select(static one => one.Request)];
        var whole = tenant is null ? asked : await attributes.CompleteAsync(present, current.Asks | proposed.Asks, asked, cancellationToken);
        List<SimulatedRequest> results = [.. whole.Zip(requests, (request, one) =>
        {
            var (now, then) = (current.Decide(request), proposed.Decide(request));
            return new SimulatedRequest(request.Resource, now.ToOutcome(), then.ToOutcome(), now.Allowed != then.Allowed, one.Shown);
        })];
        return new PolicySimulated(present.Version, results.Count(static result => result.Changed), results);
    }

    private List<(PolicyQuestion? Shown, PolicyRequest Request)> Given(IReadOnlyList<PolicyQuestion> questions, TenantRow? tenant)
    {
        var now = time.GetUtcNow();
        return [.. questions.Select(question => ((PolicyQuestion?)null, PolicyQuestions.ToRequest(question, tenant?.TenantId, tenant?.TimeZone, now)))];
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
