namespace Nanobot.Services.Gateway.Plan;

/// <summary>The last run of an acceptance suite before this version was built, as <c>./acceptance.sh</c> wrote it down.</summary>
/// <param name="Name">The suite.</param>
/// <param name="Passed">Whether all of it held.</param>
/// <param name="Tests">Tests that held.</param>
/// <param name="Failed">Tests that did not.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="MeasuredAt">When.</param>
/// <param name="Commit">The commit that was measured.</param>
/// <param name="Figures">What the tests themselves say they found.</param>
internal sealed record AcceptanceRun(string Name, bool Passed, int Tests, int Failed, int Seconds, DateTimeOffset MeasuredAt, string Commit, IReadOnlyList<string> Figures);
