namespace Nanobot.Services.Tenants.DeadLetters;

/// <summary>How many events of a topic are put aside.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Count">How many.</param>
internal sealed record DeadLetterCount(string Topic, long Count);
