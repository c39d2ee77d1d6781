using System.Globalization;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>What a rule must be to be accepted.</summary>
internal static class RuleForm
{
    private const decimal Highest = 1_000_000_000_000m;
    private const int MostDecimals = 12;

    /// <param name="request">All rules of a user.</param>
    /// <param name="most">As many as it may have.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(AlertRules request, int most, ValidationErrors errors)
    {
        errors.Require(request.Rules is not null || errors.IsUnreadable("rules"), "rules", "is needed")
            .Require(request.Rules is null || request.Rules.Count <= most, "rules", string.Create(CultureInfo.InvariantCulture, $"must be at most {most}"));
        foreach (var (index, rule) in (request.Rules ?? []).Take(most).Index())
        {
            Check(rule, string.Create(CultureInfo.InvariantCulture, $"rules[{index}]"), errors);
        }
    }

    /// <summary>As it is kept: whoever writes the same in another way has no other rule.</summary>
    public static AlertRule Plain(AlertRule rule) => rule with
    {
        Threshold = rule.Threshold / 1.0000000000000000000000000000m,
        Keyword = rule.Keyword?.Trim(),
        Action = rule.Action ?? AlertAction.Notice.Value,
    };

    private static void Check(AlertRule? rule, string at, ValidationErrors errors)
    {
        if (rule is null)
        {
            errors.Require(errors.IsUnreadable(at), at, "must be a rule");
            return;
        }

        errors.Require(AlertKind.IsValid(rule.Kind) || errors.IsUnreadable($"{at}.kind"), $"{at}.kind", AlertKind.Form)
            .Require(rule.Action is null || AlertAction.IsValid(rule.Action), $"{at}.action", AlertAction.Form);
        if (rule.Kind == AlertKind.Keyword.Value)
        {
            errors.Require((FocusArea.IsValid(rule.Keyword) && !rule.Keyword.Contains('\n', StringComparison.Ordinal)) || errors.IsUnreadable($"{at}.keyword"), $"{at}.keyword", FocusArea.Form)
                .Require(rule.Symbol is null, $"{at}.symbol", "is none of a keyword's")
                .Require(rule.Threshold is null, $"{at}.threshold", "is none of a keyword's");
        }
        else if (AlertKind.IsValid(rule.Kind))
        {
            errors.Require(TickerSymbol.IsValid(rule.Symbol) || errors.IsUnreadable($"{at}.symbol"), $"{at}.symbol", TickerSymbol.Form)
                .Require(rule.Keyword is null, $"{at}.keyword", "is of a keyword only")
                .Require(IsThreshold(rule) || errors.IsUnreadable($"{at}.threshold"), $"{at}.threshold", rule.Kind == AlertKind.ChangePercent.Value
                    ? "must be a percentage other than 0, of at most 1000 and at least -100"
                    : "must be above 0, at most a trillion, and have at most 12 decimals");
        }
    }

    private static bool IsThreshold(AlertRule rule) => rule.Threshold is { } threshold && decimal.Round(threshold, MostDecimals) == threshold
        && (rule.Kind == AlertKind.ChangePercent.Value ? threshold is >= -100 and <= 1000 and not 0 : threshold is > 0 and <= Highest);
}
