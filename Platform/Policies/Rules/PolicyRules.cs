using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies.Rules;

/// <summary>What a policy must be; everything that is wrong with one is told at once, by its place.</summary>
public static class PolicyRules
{
    private static readonly string[] ResourceKinds = ["method:", "tool:", "model:", "report:", "webhook:"];

    /// <summary>What an address must be.</summary>
    public static string AddressForm => "must be an address in its usual notation, for example 192.0.2.7 or 2001:db8::7";

    /// <summary>Whether a text is an address as policies write them.</summary>
    public static bool IsAddress(string text) => NetworkAddress.TryParse(text, out _);

    /// <summary>Tells what is wrong with a policy.</summary>
    /// <param name="policy">As it came.</param>
    /// <param name="priority">Furthest that its priority may be from 0.</param>
    /// <param name="fail">Takes the place, such as <c>conditions.ip.in_cidrs[1]</c>, and what must be there.</param>
    public static void Check(Policy policy, int priority, Action<string, string> fail)
    {
        Require(PolicyName.IsValid(policy.Name), "name", PolicyName.Form, fail);
        Require(policy.Description is null || PolicyLimits.IsText(policy.Description, PolicyLimits.Text), "description",
            $"must be at most {PolicyLimits.Text} characters, without control characters other than tabs and line ends", fail);
        Require(PolicyEffect.IsValid(policy.Effect), "effect", PolicyEffect.Form, fail);
        Require(policy.Priority >= -priority && policy.Priority <= priority, "priority", $"must be -{priority} to {priority}", fail);
        Require(policy.Mode is null || PolicyMode.IsValid(policy.Mode), "mode", PolicyMode.Form, fail);
        Patterns(policy.Principals, "principals", PolicyLimits.Principals, "* or begin with tenant:, user:, role: or key: and go on",
            static text => text == "*" || IsOfKind(text, PrincipalKind.All), fail);
        Patterns(policy.Resources, "resources", PolicyLimits.Resources, "begin with *, or with method:, tool:, model:, report: or webhook: and go on",
            static text => text.StartsWith('*') || IsOfKind(text, ResourceKinds), fail);
        Patterns(policy.Actions, "actions", PolicyLimits.Actions, "be a word, or a part of one with stars", static _ => true, fail);
        Lists.Each(policy.Tags, "tags", 0, PolicyLimits.Tags, static tag => !string.IsNullOrWhiteSpace(tag) && PolicyLimits.IsText(tag, PolicyLimits.Tag),
            $"must be 1 to {PolicyLimits.Tag} characters, without control characters", fail);
        Require(policy.Metadata is null || policy.Metadata.Count <= PolicyLimits.Metadata, "metadata", $"must have at most {PolicyLimits.Metadata} members", fail);
        if (policy.Conditions is { } conditions)
        {
            ConditionRules.Check(conditions, fail);
        }
    }

    /// <summary>The policy with what it leaves to defaults written out; for one with which nothing is wrong.</summary>
    public static Policy Complete(Policy policy) => policy with
    {
        Mode = policy.Mode ?? PolicyMode.Enforce.Value,
        Conditions = policy.Conditions is { Time: { TimeZone: { } zone } time } conditions
            ? conditions with { Time = time with { TimeZone = ZoneName.Parse(zone).Value } }
            : policy.Conditions,
    };

    /// <summary>The size of a policy in the index of its set.</summary>
    public static int Combinations(Policy policy) => (policy.Principals?.Count ?? 0) * (policy.Resources?.Count ?? 0) * (policy.Actions?.Count ?? 0);

    private static void Patterns(
        IReadOnlyList<string>? patterns, string field, int most, string form, Func<string, bool> holds, Action<string, string> fail) =>
        Lists.Each(patterns, field, 1, most, pattern => IsPattern(pattern) && holds(pattern),
            $"must {form}; 1 to {PolicyLimits.Pattern} characters without blanks and control characters, with at most {PolicyLimits.Stars} stars", fail);

    private static bool IsPattern(string pattern) =>
        pattern.Length is > 0 and <= PolicyLimits.Pattern
        && pattern.Count(static sign => sign == '*') <= PolicyLimits.Stars
        && !pattern.Any(static sign => char.IsControl(sign) || char.IsWhiteSpace(sign));

    private static bool IsOfKind(string pattern, IReadOnlyList<string> kinds) =>
        kinds.Any(kind => pattern.StartsWith(kind, StringComparison.Ordinal) && pattern.Length > kind.Length);

    private static void Require(bool holds, string field, string why, Action<string, string> fail)
    {
        if (!holds)
        {
            fail(field, why);
        }
    }
}
