namespace Nanobot.Services.Scheduler.Operating;

/// <summary>Whether jobs fire, by the word of operators.</summary>
/// <param name="State">running, draining or paused.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">The public id of the key by which it was said; null where nobody has, or by no key.</param>
/// <param name="Reason">Why, in an operator's words.</param>
/// <param name="DrainUntil">While it is drained: what is due later does not fire.</param>
internal sealed record FiringStateResource(string State, DateTimeOffset Since, string? By, string? Reason, DateTimeOffset? DrainUntil);
