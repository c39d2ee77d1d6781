using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nanobot.Evaluation.Scores;

/// <summary>The report for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Score score) => JsonSerializer.Serialize(new
    {
        score.Model,
        score.Passed,
        Cases = score.Results.Count,
        Percent = Math.Round(score.Percent, 1),
        Evaluators = score.ByEvaluator.Select(static one => new { one.Name, one.Passed, one.All }),
        Languages = score.ByLanguage.Select(static one => new { one.Name, one.Passed, one.All }),
        Results = score.Results.Select(static result => new
        {
            result.Case.Id,
            result.Case.Language,
            result.Case.Idea,
            result.Passed,
            result.Answer,
            result.Error,
            Metrics = result.Metrics.Select(static metric => new { metric.Name, metric.Value, metric.Reason }),
        }),
    }, Form);
}
