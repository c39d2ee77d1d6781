using System.Globalization;
using System.Text;

namespace Nanobot.Evaluation.Scores;

/// <summary>The report for people.</summary>
internal static class MarkdownReport
{
    public static string Of(Score score)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Evaluation of {Cell(score.Model)}\n\n{score.Passed} of {score.Results.Count} cases passed: {score.Percent:0.0} %.\n");
        Table(text, "evaluator", score.ByEvaluator);
        Table(text, "language", score.ByLanguage);
        text.Append("\n| case | language | idea | | |\n| --- | --- | --- | --- | --- |\n");
        foreach (var result in score.Results)
        {
            text.Append($"| {result.Case.Id} | {result.Case.Language} | {Cell(result.Case.Idea)} | {(result.Passed ? "pass" : "**fail**")} | {Cell(string.Join("; ", result.Faults))} |\n");
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, string name, IEnumerable<(string Name, int Passed, int All)> rows)
    {
        text.Append($"\n| {name} | passed | of |\n| --- | --- | --- |\n");
        foreach (var (of, passed, all) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {of} | {passed} | {all} |\n");
        }
    }

    // What a model says may be anything.
    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
