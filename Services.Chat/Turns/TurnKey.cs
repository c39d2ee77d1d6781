namespace Nanobot.Services.Chat.Turns;

/// <summary>The session that a turn is at work in, and whose it is.</summary>
internal readonly record struct TurnKey(string TenantId, string UserId, Guid SessionId);
