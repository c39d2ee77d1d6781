namespace Nanobot.Services.Gateway.Plan;

/// <summary>A phase as it stands.</summary>
/// <param name="Id">For example <c>phase_0</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">passed, failed, partly measured or not measured: of all that must hold for it.</param>
/// <param name="Goals">What it is for.</param>
/// <param name="Acceptance">What must hold, as measured.</param>
internal sealed record Phase(string Id, string Name, string Status, IReadOnlyList<string> Goals, IReadOnlyList<Phase.Measured> Acceptance)
{
    private const string Passed = "passed";
    private const string Failed = "failed";
    private const string Partly = "partly measured";
    private const string NotMeasured = "not measured";

    /// <summary>All phases, by the last run of each suite.</summary>
    public static IReadOnlyList<Phase> All { get; } = [.. PhaseDefinition.All.Select(static definition => Of(definition, AcceptanceRuns.Find))];

    /// <summary>A phase by what <paramref name="find"/> knows of its suites.</summary>
    public static Phase Of(PhaseDefinition definition, Func<string, AcceptanceRun?> find)
    {
        List<Measured> measured = [.. definition.Criteria.Select(criterion => Measured.Of(criterion.Suite, criterion.Criterion, find(criterion.Suite)))];
        var status = measured.Exists(static one => one.Status == Failed) ? Failed
            : measured.TrueForAll(static one => one.Status == Passed) ? Passed
            : measured.TrueForAll(static one => one.Status == NotMeasured) ? NotMeasured : Partly;
        return new Phase(definition.Id, definition.Name, status, definition.Goals, measured);
    }

    /// <summary>One thing that must hold.</summary>
    /// <param name="Suite">What measures it: <c>./acceptance.sh</c> and this name.</param>
    /// <param name="Criterion">What must hold.</param>
    /// <param name="Status">passed, failed or not measured.</param>
    /// <param name="Figures">What was found; none where it was not measured.</param>
    /// <param name="Tests">Tests that held, or null.</param>
    /// <param name="Failures">Tests that did not, or null.</param>
    /// <param name="Seconds">How long it took, or null.</param>
    /// <param name="MeasuredAt">When, or null.</param>
    /// <param name="Commit">Of which commit, or null.</param>
    internal sealed record Measured(
        string Suite, string Criterion, string Status, IReadOnlyList<string> Figures, int? Tests, int? Failures, int? Seconds, DateTimeOffset? MeasuredAt, string? Commit)
    {
        public static Measured Of(string suite, string criterion, AcceptanceRun? run) => run is null
            ? new(suite, criterion, NotMeasured, [], null, null, null, null, null)
            : new(suite, criterion, run.Passed ? Passed : Failed, run.Figures, run.Tests, run.Failed, run.Seconds, run.MeasuredAt, run.Commit);
    }
}
