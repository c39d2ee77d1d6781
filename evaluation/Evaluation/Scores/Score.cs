namespace Nanobot.Evaluation.Scores;

/// <summary>What came of all cases.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Results">By the ids of the cases.</param>
internal sealed record Score(string Model, IReadOnlyList<CaseResult> Results)
{
    public int Passed => Results.Count(static result => result.Passed);

    public double Percent => 100.0 * Passed / Results.Count;

    /// <summary>How many of the cases that an evaluator judged it found good; a case that could not be tried counts for none.</summary>
    public IEnumerable<(string Name, int Passed, int All)> ByEvaluator => Results.SelectMany(static result => result.Metrics).GroupBy(static metric => metric.Name).OrderBy(static metrics => metrics.Key, StringComparer.Ordinal)
        .Select(static metrics => (metrics.Key, metrics.Count(static metric => metric.Value == true), metrics.Count()));

    /// <summary>How many cases of a language passed.</summary>
    public IEnumerable<(string Name, int Passed, int All)> ByLanguage => Results.GroupBy(static result => result.Case.Language).OrderBy(static results => results.Key, StringComparer.Ordinal)
        .Select(static results => (results.Key, results.Count(static result => result.Passed), results.Count()));
}
