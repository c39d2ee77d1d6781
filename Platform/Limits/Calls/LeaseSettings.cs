namespace Nanobot.Platform.Limits.Calls;

/// <summary>What everything that is leased shares.</summary>
internal sealed record LeaseSettings(LimitServer Server, Holder Holder, IRecalls Recalls, TimeProvider Time, int MostWaiting);
