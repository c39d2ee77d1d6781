using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Policies;

/// <summary>
/// All policies that bind a request, never changed once it is made: whoever holds one decides by it and by nothing else, and nothing that
/// was decided is remembered. Layers may be shared: the installation's is the same for every tenant.
/// </summary>
public sealed class PolicySet
{
    private readonly PolicyLayer[] _layers;
    private CompiledPolicy[]? _inOrder;

    /// <summary>Puts compiled layers together; without any nothing is allowed.</summary>
    public PolicySet(params IEnumerable<PolicyLayer> layers)
    {
        _layers = [.. layers.OrderBy(static layer => layer.Scope)];
        Asks = _layers.Aggregate(AttributeGroups.None, static (asked, layer) => asked | layer.Asks);
    }

    /// <summary>Without policies: denies everything.</summary>
    public static PolicySet Empty { get; } = new();

    /// <summary>Compiles what binds a tenant's requests: its own policies, the installation's and those that come with the suite.</summary>
    /// <exception cref="FormatException">One of them is none; the message names it.</exception>
    public static PolicySet Compile(IEnumerable<Policy> installation, IEnumerable<Policy> tenant) => new(
        PolicyLayer.Compile(PolicyScope.Installation, installation), PolicyLayer.Compile(PolicyScope.Tenant, tenant), DefaultPolicies.Layer);

    /// <summary>Whose attributes its policies ask for: what nobody asks for need not be fetched.</summary>
    public AttributeGroups Asks { get; }

    /// <summary>Those that count, in the order in which they do.</summary>
    internal IReadOnlyList<CompiledPolicy> InOrder => _inOrder ??= [.. _layers.SelectMany(static layer => layer.Policies).Where(static policy => policy.Source.Enabled)
        .OrderBy(static policy => policy.Order).ThenBy(static policy => policy.Scope).ThenBy(static policy => policy.Name, StringComparer.Ordinal)];

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

        if (!policy.NamesPrincipal(request))
        {
            failed.Add("principals");
        }

        if (!policy.NamesResource(request))
        {
            failed.Add("resources");
        }

        if (!policy.NamesAction(request))
        {
            failed.Add("actions");
        }

        failed.AddRange(policy.Conditions.Failed(request.Facts).Select(static name => $"conditions.{name}"));
        return new ExplainedPolicy(policy, failed);
    }
}
