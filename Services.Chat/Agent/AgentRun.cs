using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Offline;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent;

/// <summary>All that one turn works on. Each turn has its own; nothing of it is shared.</summary>
/// <param name="Context">Whose turn it is.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Prompt">What the model is told before the conversation, and always.</param>
/// <param name="History">Earlier turns, oldest first; they go when there is no room.</param>
/// <param name="Question">What the user says.</param>
/// <param name="WindowBytes">Bytes of UTF-8 that the model reads at most at once.</param>
internal sealed record AgentRun(
    TenantContext Context, Guid TurnId, IReadOnlyList<ChatMessage> Prompt, IReadOnlyList<ChatMessage> History, ChatMessage Question, long WindowBytes)
{
    /// <summary>Of UTF-8, so that Chinese, at three bytes and about a token a character, is not underestimated.</summary>
    public const int BytesPerToken = 3;

    /// <summary>Where prompt, history and what follows may have come from.</summary>
    public TextLabels Labels { get; init; }

    /// <summary>The session in which it is kept; null where it is kept in none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What has it made: one of <see cref="WorkOrigin"/>, for policies.</summary>
    public string Origin { get; init; } = WorkOrigin.Request;

    /// <summary>What a sub-agent is held to; null of a turn's own agent.</summary>
    public SubAgentBounds? SubAgent { get; init; }

    /// <summary>What was said behind the question already: calls that the asking application made itself, with their results.</summary>
    public IReadOnlyList<ChatMessage> Following { get; init; } = [];

    /// <summary>What whoever asks wants of the answer beyond the question.</summary>
    public AnswerWishes Wishes { get; init; } = AnswerWishes.None;

    /// <summary>What is kept of the turn while it is at work.</summary>
    public ITurnJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>Whether the user writes Chinese, and is to be told in Chinese what went wrong.</summary>
    public bool IsInChinese { get; } = OfflineLanguage.IsChinese(Question.Text);

    /// <summary>Tokens of one tool's result at most: the rest of what the model reads at once must have its place beside it.</summary>
    public long LongestResult { get; } = WindowBytes / BytesPerToken * 3 / 4;

    /// <summary>All of it, in order.</summary>
    public IReadOnlyList<ChatMessage> Messages => field ??= [.. Prompt, .. History, Question, .. Following];
}
