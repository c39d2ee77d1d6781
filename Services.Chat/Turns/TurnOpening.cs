using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What a turn begins with.</summary>
/// <param name="Question">What the user says.</param>
internal sealed record TurnOpening(string Question)
{
    /// <summary>What was done on the user's word already: a call and its result, of which the assistant is to speak.</summary>
    public IReadOnlyList<ChatMessage> Following { get; init; } = [];

    /// <summary>Where that may have come from.</summary>
    public TextLabels Labels { get; init; }

    /// <summary>What was read for it already; null where nothing was.</summary>
    public TurnReads? Reads { get; init; }
}
