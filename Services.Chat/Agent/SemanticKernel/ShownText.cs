using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Agent.SemanticKernel;

/// <summary>
/// What stands in the user's own words or in a page of the web. Whoever asks for such an address tells nobody anything by it; one that the model has put together
/// may say what it knows, and so may the task of a sub-agent, which is words of a model. Files, notes and other results do not count: the model may have written them itself before.
/// </summary>
internal static class ShownText
{
    private const string EndsOfSentences = ".,;:!?";
    private const string Closing = ")]}>\"'`|\\<";

    /// <summary>Whether <paramref name="text"/> stands there in the turn, or in what it was shown of earlier ones.</summary>
    public static bool Has(AgentTurn turn, Func<string, TextLabels> carries, string text)
    {
        var escaped = JsonSerializer.Serialize(text, Json.Wire)[1..^1];
        var calls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in turn.Conversation.Skip(turn.Run.Prompt.Count))
        {
            foreach (var called in message.Contents.OfType<FunctionCallContent>().GroupBy(static call => call.CallId, StringComparer.Ordinal))
            {
                // A model may give two calls one id: of several at once nobody knows whose a result is.
                calls[called.Key] = called.Select(static call => call.Name).Distinct(StringComparer.Ordinal).Count() == 1 ? called.First().Name : "";
            }

            if (message.Role == ChatRole.User ? turn.Run.SubAgent is null && Stands(text, message.Text)
                : message.Contents.OfType<FunctionResultContent>().Any(result => carries(calls.GetValueOrDefault(result.CallId, "")).HasFlag(TextLabels.Web)
                    && Stands(escaped, result.Result?.ToString() ?? "")))
            {
                return true;
            }
        }

        return false;
    }

    // As a whole: how much of a longer one is asked for would say something too.
    private static bool Stands(string text, string within)
    {
        for (var at = within.IndexOf(text, StringComparison.Ordinal); at >= 0; at = within.IndexOf(text, at + 1, StringComparison.Ordinal))
        {
            var behind = within.AsSpan(at + text.Length).TrimStart(EndsOfSentences);
            if (behind.Length == 0 || char.IsWhiteSpace(behind[0]) || Closing.Contains(behind[0]) || behind[0] > '\u007f')
            {
                return true;
            }
        }

        return false;
    }
}
