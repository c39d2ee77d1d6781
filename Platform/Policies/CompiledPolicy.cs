using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Patterns;
using Nanobot.Platform.Policies.Rules;

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

    /// <summary>Whether it is about a request at all, its conditions aside; slow, for people.</summary>
    internal bool Names(in PolicyRequest request) => NamesPrincipal(request) && NamesResource(request) && NamesAction(request);

    /// <summary>Whether one of its principals is who asks.</summary>
    internal bool NamesPrincipal(in PolicyRequest request)
    {
        var (tenant, user, role, key) = (request.TenantId, request.UserId, request.Role, request.KeyId);
        return Source.Principals!.Any(pattern => pattern == "*" || Is(pattern, PrincipalKind.Tenant, tenant) || Is(pattern, PrincipalKind.User, user)
            || Is(pattern, PrincipalKind.Role, role) || Is(pattern, PrincipalKind.Key, key));
    }

    /// <summary>Whether one of its resources is what is asked for.</summary>
    internal bool NamesResource(in PolicyRequest request) => IsAny(Source.Resources!, request.Resource);

    /// <summary>Whether one of its actions is what is to be done.</summary>
    internal bool NamesAction(in PolicyRequest request) => IsAny(Source.Actions!, request.Action);

    /// <summary>The smaller, the sooner it counts: by priority, and deny before allow.</summary>
    internal long Order { get; }

    private static bool IsAny(IReadOnlyList<string> patterns, string text) => patterns.Any(pattern => new Glob(pattern).Matches(text));

    private static bool Is(string pattern, string kind, string? id) =>
        id is not null && pattern.StartsWith(kind, StringComparison.Ordinal) && new Glob(pattern[kind.Length..]).Matches(id);
}
