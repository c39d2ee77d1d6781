using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;

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
    /// <summary>Whether it brings results of tools, which others may have written.</summary>
    public bool HoldsResults { get; } = History.Concat(Following).Any(static message => message.Role == ChatRole.Tool);

    /// <summary>Bytes of the conversation.</summary>
    public long Bytes { get; } = History.Append(Question).Concat(Following).Sum(ContextWindow.Size);
}
