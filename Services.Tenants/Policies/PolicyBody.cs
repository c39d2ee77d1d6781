using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Policies.Rules;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Reads policies out of requests.</summary>
internal static class PolicyBody
{
    /// <summary>The policy as it is to be stored; where anything is wrong there is a refusal that names all of it, and none.</summary>
    public static Policy? Read(Policy policy, int priority, out Refusal? refusal)
    {
        var errors = new ValidationErrors();
        Check(policy, priority, "", errors);
        if ((refusal = errors.ToRefusal()) is not null)
        {
            return null;
        }

        var complete = PolicyRules.Complete(policy);
        refusal = PolicyRow.Write(complete).Length > PolicyLimits.PolicyLength
            ? Refusals.Invalid("metadata", $"must leave the policy at most {PolicyLimits.PolicyLength} characters of JSON")
            : null;
        return refusal is null ? complete : null;
    }

    /// <summary>The same, for a policy that the path names: its own name may be left out.</summary>
    public static Policy? Read(string name, Policy policy, int priority, out Refusal? refusal) => policy.Name is null || policy.Name == name
        ? Read(policy with { Name = name }, priority, out refusal)
        : Unlike(policy, priority, out refusal);

    /// <summary>Adds what is wrong with a policy.</summary>
    public static void Check(Policy policy, int priority, string prefix, ValidationErrors errors)
    {
        PolicyRules.Check(policy, priority, (place, why) => errors.Require(false, prefix + place, why));
        errors.Require(policy.Metadata?.All(static member => CustomData.CanStore(member.Key) && CustomData.CanStore(member.Value)) is not false, $"{prefix}metadata", CustomData.Form);
    }

    private static Policy? Unlike(Policy policy, int priority, out Refusal? refusal)
    {
        var errors = new ValidationErrors();
        Check(policy, priority, "", errors);
        refusal = errors.Require(false, "name", "must be the name in the path, or be left out").ToRefusal();
        return null;
    }
}
