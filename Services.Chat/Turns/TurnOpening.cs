using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What a turn begins with.</summary>
/// <param name="Question">What the user says.</param>
internal sealed record TurnOpening(string Question)
{
    /// <summary>What was done on the user's word already: a call and its result, of which the assistant is to speak.</summary>
    public IReadOnlyList<ChatMessage> Following { get; init; } = [];

    /// <summary>What the model is shown beside it, in this turn alone: nothing of it is kept.</summary>
    public IReadOnlyList<AIContent> Images { get; init; } = [];

    /// <summary>Where what stands beside the question may have come from.</summary>
    public TextLabels Labels { get; init; }
}
