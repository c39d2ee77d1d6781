namespace Nanobot.Isolation.Tests.Score;

/// <summary>What a trial found.</summary>
/// <param name="Tries">Requests for what is another tenant's.</param>
/// <param name="Requests">All requests, with those of owners and those for what nothing has.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Kinds">How many of each kind.</param>
/// <param name="Findings">Answers that nobody may have.</param>
/// <param name="Failures">Answers that say that something is broken.</param>
internal sealed record TrialOutcome(
    int Tries, int Requests, TimeSpan Elapsed, IReadOnlyDictionary<string, int> Kinds, IReadOnlyList<string> Findings, IReadOnlyList<string> Failures);
