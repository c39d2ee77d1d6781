using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Turns;

/// <summary>A turn that came to its end, ready to be written.</summary>
/// <param name="TurnId">Its id.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="Question">What the user said.</param>
/// <param name="Outcome">What the assistant did and said.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it ended.</param>
internal sealed record Turn(
    Guid TurnId, Guid SessionId, string Question, AgentOutcome Outcome, DateTimeOffset StartedAt, DateTimeOffset CompletedAt)
{
    /// <summary>What was said behind the question before the assistant came to speak: the call that the user approved, and its result.</summary>
    public IReadOnlyList<ChatMessage> Following { get; init; } = [];

    /// <summary>Bytes of UTF-8 that the model read at most at once.</summary>
    public long WindowBytes { get; init; } = long.MaxValue;

    private const int TitleCharacters = 80;

    /// <summary>The title of a session that begins with this turn.</summary>
    public string Title => TitleOf(Question);

    /// <summary>The title of a session that begins with <paramref name="question"/>.</summary>
    public static string TitleOf(string question) => TextCut.Beginning(question.Trim().Split('\n')[0].TrimEnd(), TitleCharacters);

    /// <summary>The user's message and all that followed it.</summary>
    public IEnumerable<ChatMessage> Messages => [new ChatMessage(ChatRole.User, Question), .. Following, .. Outcome.Messages];
}
