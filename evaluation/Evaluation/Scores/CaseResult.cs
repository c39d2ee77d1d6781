using Microsoft.Extensions.AI.Evaluation;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Scores;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Answer">The assistant's last words.</param>
/// <param name="Metrics">What was measured.</param>
/// <param name="Error">Why nothing was, or null.</param>
internal sealed record CaseResult(EvaluationCase Case, string Answer, IReadOnlyList<BooleanMetric> Metrics, string? Error)
{
    /// <summary>Whether all of it is as expected.</summary>
    public bool Passed => Error is null && Metrics.All(static metric => metric.Value == true);

    /// <summary>What is not.</summary>
    public IEnumerable<string> Faults => Error is null ? Metrics.Where(static metric => metric.Value != true).Select(static metric => $"{metric.Name}: {metric.Reason}") : [Error];
}
