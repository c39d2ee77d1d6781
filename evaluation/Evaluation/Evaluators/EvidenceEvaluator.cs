using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>Every number of the answer stands in what the assistant was told or read, whatever its form: <c>1,234.50</c> is <c>1234.5</c>. Numbers of list items are none.</summary>
internal sealed partial class EvidenceEvaluator() : CaseEvaluator("number_in_evidence")
{
    public override bool Applies(Expectation expectation) => expectation.Evidence;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls)
    {
        var known = Numbers(context.Evidence).ToHashSet();
        var loose = Numbers(Ordinal().Replace(answer, "")).Where(number => !known.Contains(number)).Distinct().ToList();
        return loose.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"nothing says {string.Join(" or ", loose.Select(static number => number.ToString(CultureInfo.InvariantCulture)))}");
    }

    private static IEnumerable<decimal> Numbers(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            if (decimal.TryParse(match.Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }

    [GeneratedRegex(@"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*[0-9]+[.)、]", RegexOptions.Multiline)]
    private static partial Regex Ordinal();
}
