using Microsoft.Extensions.AI;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What a turn begins with.</summary>
/// <param name="Question">What the user says.</param>
internal sealed record TurnOpening(string Question)
{
    /// <summary>What was done on the user's word already: a call and its result, of which the assistant is to speak.</summary>
    public IReadOnlyList<ChatMessage> Following { get; init; } = [];

    /// <summary>What the model is told ahead of the conversation beside the user's own notes, and only in this turn: text that nobody is to take for the user's words.</summary>
    public IReadOnlyList<ChatMessage> Notes { get; init; } = [];

    /// <summary>What the model is shown beside it, in this turn alone: nothing of it is kept.</summary>
    public IReadOnlyList<AIContent> Images { get; init; } = [];

    /// <summary>Where what stands beside the question may have come from.</summary>
    public TextLabels Labels { get; init; }

    /// <summary>What was read for it already; null where nothing was.</summary>
    public TurnReads? Reads { get; init; }

    /// <summary>What the model is called for, as the ledger keeps it.</summary>
    public string Purpose { get; init; } = "chat_turn";

    /// <summary>The model that answers, and no other; null for the usual ones.</summary>
    public string? Model { get; init; }

    /// <summary>What has the turn made: one of <see cref="WorkOrigin"/>, for policies.</summary>
    public string Origin { get; init; } = WorkOrigin.Request;

    /// <summary>Whether nothing came of it that is to be kept in the session.</summary>
    public Func<AgentOutcome, bool> IsQuiet { get; init; } = static _ => false;
}
