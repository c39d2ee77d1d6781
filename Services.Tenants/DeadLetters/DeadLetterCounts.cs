namespace Nanobot.Services.Tenants.DeadLetters;

/// <summary>The topics of which events are put aside, by name.</summary>
/// <param name="Items">The topics.</param>
internal sealed record DeadLetterCounts(IReadOnlyList<DeadLetterCount> Items);
