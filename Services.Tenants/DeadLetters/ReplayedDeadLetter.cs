namespace Nanobot.Services.Tenants.DeadLetters;

/// <summary>An event that was told again.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="EntryId">Under which it was put aside.</param>
/// <param name="SignedAnew">Whether its signature is another one now: it was told from the outbox.</param>
internal sealed record ReplayedDeadLetter(string Topic, string EntryId, bool SignedAnew);
