using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>Between the model's messages and the rows that hold them.</summary>
internal static class MessageMapping
{
    private static readonly JsonElement NoArguments = JsonSerializer.SerializeToElement(new { });

    public static ChatMessage ToChat(StoredMessage message) => message.Role switch
    {
        "user" => new ChatMessage(ChatRole.User, message.Content),
        "tool" => new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId!, message.Content)]),
        _ => new ChatMessage(ChatRole.Assistant, [.. Words(message.Content), .. message.ToolCalls.Select(ToCall)]),
    };

    /// <summary>
    /// The rows of one turn's messages, numbered on from <paramref name="last"/>. What the model says may have come from all that it had read by then:
    /// <paramref name="labels"/> at first, and each result of a tool as <paramref name="read"/> has it.
    /// </summary>
    public static IReadOnlyList<StoredMessage> ToStored(
        IEnumerable<ChatMessage> messages, TextLabels labels, IReadOnlyDictionary<string, TextLabels> read, int last, DateTimeOffset now)
    {
        var rows = new List<StoredMessage>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var calls = message.Contents.OfType<FunctionCallContent>().ToList();
            calls.ForEach(call => names[call.CallId] = call.Name);
            if (message.Role == ChatRole.Tool)
            {
                foreach (var result in message.Contents.OfType<FunctionResultContent>())
                {
                    var carried = read.TryGetValue(result.CallId, out var known) ? known : labels;
                    labels |= carried;
                    rows.Add(new StoredMessage(last + rows.Count + 1, "tool", result.Result?.ToString() ?? "", [],
                        result.CallId, names.GetValueOrDefault(result.CallId), now, LabelSet.Write(carried)));
                }
            }
            else
            {
                rows.Add(new StoredMessage(last + rows.Count + 1, message.Role == ChatRole.User ? "user" : "assistant", message.Text,
                    [.. calls.Select(ToStored)], null, null, now, LabelSet.Write(message.Role == ChatRole.User ? TextLabels.User : labels)));
            }
        }

        return rows;
    }

    // Some servers refuse a text without a word in it.
    private static IEnumerable<AIContent> Words(string text) => text.Length > 0 ? [new TextContent(text)] : [];

    private static StoredToolCall ToStored(FunctionCallContent call) =>
        new(call.CallId, call.Name, call.Arguments is null ? NoArguments : JsonSerializer.SerializeToElement(call.Arguments));

    private static AIContent ToCall(StoredToolCall call) =>
        new FunctionCallContent(call.Id, call.Name, call.Arguments.Deserialize<Dictionary<string, object?>>());
}
