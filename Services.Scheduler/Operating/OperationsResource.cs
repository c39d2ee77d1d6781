namespace Nanobot.Services.Scheduler.Operating;

/// <summary>How the scheduler does, for operators.</summary>
/// <param name="State">running, draining or paused.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">The public id of the key by which it was said; null where nobody has, or by no key.</param>
/// <param name="Reason">Why, in an operator's words.</param>
/// <param name="DrainUntil">While it is drained: what is due later does not fire.</param>
/// <param name="IsDrained">While it is drained: whether all that was due by then has been fired; else null.</param>
/// <param name="Due">What is due, of tenants that work.</param>
/// <param name="Waiting">What is due of tenants that do not work, and of those that are not known here.</param>
/// <param name="Failing">What could not be fired and is tried again.</param>
/// <param name="PausedByFailure">What no attempt is left of, until somebody changes it.</param>
internal sealed record OperationsResource(
    string State, DateTimeOffset Since, string? By, string? Reason, DateTimeOffset? DrainUntil, bool? IsDrained,
    DueCount Due, JobCount Waiting, JobCount Failing, JobCount PausedByFailure);
