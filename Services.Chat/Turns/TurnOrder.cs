namespace Nanobot.Services.Chat.Turns;

/// <summary>A turn that was asked for earlier and is made now, perhaps not for the first time.</summary>
/// <param name="TurnId">Its id, the same in each attempt.</param>
/// <param name="Opening">What it begins with.</param>
/// <param name="Book">What earlier attempts have kept, and this one keeps.</param>
internal sealed record TurnOrder(Guid TurnId, TurnOpening Opening, ITurnBook Book);
