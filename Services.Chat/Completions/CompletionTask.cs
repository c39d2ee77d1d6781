using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Completions;

/// <summary>What an application asks to have completed: it brings all of the conversation, and nothing of it is kept.</summary>
/// <param name="Model">The model, by its name.</param>
/// <param name="Instructions">What it wants of the assistant, in its order.</param>
/// <param name="History">What was said before the question, oldest first.</param>
/// <param name="Question">The user's last words.</param>
/// <param name="Following">What was said behind them already: calls that the application made, with their results.</param>
/// <param name="Wishes">What it wants of the answer.</param>
internal sealed record CompletionTask(
    string Model, IReadOnlyList<string> Instructions, IReadOnlyList<ChatMessage> History, ChatMessage Question, IReadOnlyList<ChatMessage> Following, AnswerWishes Wishes)
{
    /// <summary>Why an image of the conversation is not taken; null: all are.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>
    /// Where it may have come from. Others may have written results of tools, and what an assistant answered: of that nobody knows any more what it had read, since the
    /// results of the assistant's own tools are not brought back.
    /// </summary>
    public TextLabels Labels { get; } = History.Concat(Following).Any(static message => message.Role != ChatRole.User) ? TextLabels.User | TextLabels.Other : TextLabels.User;

    /// <summary>Bytes of the conversation.</summary>
    public long Bytes { get; } = History.Append(Question).Concat(Following).Sum(ContextWindow.Size);
}
