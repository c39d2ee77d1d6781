using System.Globalization;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>What is refused of rules.</summary>
internal static class QuotaRuleRefusals
{
    /// <summary>Most rules of a tenant.</summary>
    public const int Most = 20;

    public static Refusal NotFound { get; } = Refusals.NotFound("QUOTA_RULE_NOT_FOUND", "rule");

    public static Refusal Exists { get; } = Refusals.Conflict("QUOTA_RULE_EXISTS", "A rule of this name is there; it is left as it is. PUT it to put another in its place.");

    public static Refusal TooMany { get; } = Refusals.Conflict("QUOTA_RULE_LIMIT", string.Create(CultureInfo.InvariantCulture, $"A tenant has at most {Most} rules."));
}
