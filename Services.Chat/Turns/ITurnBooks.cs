using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Opens the books of turns.</summary>
internal interface ITurnBooks
{
    /// <summary>That of a turn which ends with the request it was asked for in.</summary>
    ITurnBook OfRequest(TenantContext context, Guid sessionId, Guid turnId);
}
