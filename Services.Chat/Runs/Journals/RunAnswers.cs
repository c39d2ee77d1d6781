using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>Answers as runs hold them.</summary>
internal static class RunAnswers
{
    public static string Write(TurnAnswer answer) => StoredJson.Write(
        new StoredRunAnswer(answer.TurnId, answer.Text, (long)answer.Took.TotalMilliseconds, answer.Usage.PromptTokens, answer.Usage.CompletionTokens));
}
