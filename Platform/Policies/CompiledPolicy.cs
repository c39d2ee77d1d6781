using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Conditions;

namespace Nanobot.Platform.Policies;

/// <summary>A policy as decisions know it.</summary>
public sealed class CompiledPolicy
{
    internal CompiledPolicy(Policy source, PolicyScope scope)
    {
        Source = source;
        Scope = scope;
        Name = source.Name!;
        IsAllow = PolicyEffect.Parse(source.Effect!) == PolicyEffect.Allow;
        IsShadow = PolicyMode.Parse(source.Mode ?? PolicyMode.Enforce.Value) == PolicyMode.Shadow;
        Conditions = new ConditionList(source.Conditions);
        Order = ((long)int.MaxValue - source.Priority) * 2 + (IsAllow ? 1 : 0);
        Reason = $"{(IsAllow ? "Allowed" : "Denied")} by the policy {Name} ({ScopeName}, priority {source.Priority}).";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whose it is.</summary>
    public PolicyScope Scope { get; }

    /// <summary>The same as answers name it: installation, tenant or default.</summary>
    public string ScopeName => Scope switch
    {
        PolicyScope.Installation => "installation",
        PolicyScope.Tenant => "tenant",
        _ => "default",
    };

    /// <summary>Whether it allows; otherwise it denies.</summary>
    public bool IsAllow { get; }

    /// <summary>Whether it only records what it would decide.</summary>
    public bool IsShadow { get; }

    /// <summary>As it was written.</summary>
    public Policy Source { get; }

    /// <summary>Why, for people, where it decides.</summary>
    public string Reason { get; }

    /// <summary>Its conditions; where it decides, all of them held.</summary>
    public IReadOnlyList<string> ConditionsMet => Conditions.Names;

    internal ConditionList Conditions { get; }

    /// <summary>The smaller, the sooner it counts: by priority, and deny before allow.</summary>
    internal long Order { get; }
}
