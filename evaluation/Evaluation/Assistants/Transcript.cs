using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Nanobot.Evaluation.Assistants;

/// <summary>Between the messages of a session and those of Microsoft.Extensions.AI.</summary>
internal static class Transcript
{
    /// <summary>A message of a session's history.</summary>
    public static ChatMessage Of(JsonNode message)
    {
        var (role, content) = (message["role"]!.GetValue<string>(), message["content"]?.GetValue<string>() ?? "");
        return role == "tool"
            ? new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message["tool_call_id"]?.GetValue<string>() ?? "", content)])
            : new ChatMessage(ChatRole.Assistant,
            [
                new TextContent(content),
                .. (message["tool_calls"]?.AsArray() ?? []).Select(static call => new FunctionCallContent(
                    call!["id"]!.GetValue<string>(), call["name"]!.GetValue<string>(), call["arguments"].Deserialize<Dictionary<string, object?>>())),
            ]);
    }

    /// <summary>The last words.</summary>
    public static string AnswerOf(ChatResponse response) => response.Messages.LastOrDefault(static message => message.Role == ChatRole.Assistant)?.Text ?? "";

    /// <summary>The calls that were made.</summary>
    public static IReadOnlyList<FunctionCallContent> CallsOf(ChatResponse response) =>
        [.. response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>()];
}
