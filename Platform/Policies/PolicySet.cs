using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Patterns;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Platform.Policies;

/// <summary>
/// All policies that bind a request, never changed once it is made: whoever holds one decides by it and by nothing else, and nothing that
/// was decided is remembered. Layers may be shared: the installation's is the same for every tenant.
/// </summary>
public sealed class PolicySet
{
    private readonly PolicyLayer[] _layers;

    /// <summary>Puts compiled layers together; without any nothing is allowed.</summary>
    public PolicySet(params IEnumerable<PolicyLayer> layers) => _layers = [.. layers.OrderBy(static layer => layer.Scope)];

    /// <summary>Without policies: denies everything.</summary>
    public static PolicySet Empty { get; } = new();

    /// <summary>Compiles what binds a tenant's requests: its own policies, the installation's and those that come with the suite.</summary>
    /// <exception cref="FormatException">One of them is none; the message names it.</exception>
    public static PolicySet Compile(IEnumerable<Policy> installation, IEnumerable<Policy> tenant) => new(
        PolicyLayer.Compile(PolicyScope.Installation, installation), PolicyLayer.Compile(PolicyScope.Tenant, tenant), DefaultPolicies.Layer);

    /// <summary>Decides. Of the policies that match, those of the highest priority count; among them deny beats allow; none: deny.</summary>
    public PolicyDecision Decide(in PolicyRequest request)
    {
        var facts = request.Facts;
        CompiledPolicy? enforced = null, shadow = null;
        foreach (var layer in _layers)
        {
            layer.Find(request, facts, ref enforced, ref shadow);
        }

        return new PolicyDecision(enforced, shadow is not null && !(enforced?.Order <= shadow.Order) ? shadow : null, request.At);
    }

    /// <summary>The same, with what each policy has to do with the request; slow, for people.</summary>
    public PolicyExplanation Explain(in PolicyRequest request)
    {
        var policies = new List<ExplainedPolicy>();
        foreach (var policy in _layers.SelectMany(static layer => layer.Policies))
        {
            policies.Add(Explain(policy, request));
        }

        return new PolicyExplanation(Decide(request), policies);
    }

    private static ExplainedPolicy Explain(CompiledPolicy policy, in PolicyRequest request)
    {
        var failed = new List<string>();
        if (!policy.Source.Enabled)
        {
            failed.Add("enabled");
        }

        var (tenant, user, role, key) = (request.TenantId, request.UserId, request.Role, request.KeyId);
        if (!policy.Source.Principals!.Any(pattern => pattern == "*" || Is(pattern, PrincipalKind.Tenant, tenant) || Is(pattern, PrincipalKind.User, user)
            || Is(pattern, PrincipalKind.Role, role) || Is(pattern, PrincipalKind.Key, key)))
        {
            failed.Add("principals");
        }

        AddUnlessAny(policy.Source.Resources!, request.Resource, "resources", failed);
        AddUnlessAny(policy.Source.Actions!, request.Action, "actions", failed);
        failed.AddRange(policy.Conditions.Failed(request.Facts).Select(static name => $"conditions.{name}"));
        return new ExplainedPolicy(policy, failed);
    }

    private static void AddUnlessAny(IReadOnlyList<string> patterns, string text, string name, List<string> failed)
    {
        if (!patterns.Any(pattern => new Glob(pattern).Matches(text)))
        {
            failed.Add(name);
        }
    }

    private static bool Is(string pattern, string kind, string? id) =>
        id is not null && pattern.StartsWith(kind, StringComparison.Ordinal) && new Glob(pattern[kind.Length..]).Matches(id);
}
