namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>What became of many events that were to be told again.</summary>
/// <param name="Replayed">How many were.</param>
/// <param name="NotGenuine">How many would only be put aside again, and stay as they are.</param>
/// <param name="PastInbox">How many are too old, and stay as they are.</param>
/// <param name="More">Whether there are more than are taken at a time.</param>
public sealed record ReplayedDeadLetters(int Replayed, int NotGenuine, int PastInbox, bool More);
