using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Nanobot.ServiceDefaults.Ai.OpenAi;

/// <summary>Turns what the OpenAI SDK read from the server into the shapes of Microsoft.Extensions.AI.</summary>
internal static class OpenAiAnswer
{
    public static ChatResponse Whole(ChatCompletion completion)
    {
        var message = new ChatMessage { Role = ChatRole.Assistant };
        if (Text(completion.Content, completion.Refusal) is { Length: > 0 } text)
        {
            message.Contents.Add(new TextContent(text));
        }

        foreach (var call in completion.ToolCalls)
        {
            message.Contents.Add(Call(call.Id, call.FunctionName, call.FunctionArguments.ToString()));
        }

        return new ChatResponse(message)
        {
            ResponseId = completion.Id,
            ModelId = completion.Model,
            FinishReason = Reason(completion.FinishReason),
            Usage = completion.Usage is { } usage ? Usage(usage) : null,
        };
    }

    public static ChatResponseUpdate Part(StreamingChatCompletionUpdate update)
    {
        var part = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = update.CompletionId,
            ModelId = update.Model,
            FinishReason = update.FinishReason is { } reason ? Reason(reason) : null,
        };
        if (Text(update.ContentUpdate, update.RefusalUpdate) is { Length: > 0 } text)
        {
            part.Contents.Add(new TextContent(text));
        }

        if (update.Usage is { } usage)
        {
            part.Contents.Add(new UsageContent(Usage(usage)));
        }

        return part;
    }

    /// <summary>A tool call; arguments that are no JSON object are handed on as an error, for the model to mend.</summary>
    public static FunctionCallContent Call(string? callId, string name, string arguments)
    {
        if (name is not { Length: > 0 and <= 64 } || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
        {
            throw new InvalidDataException("A tool call whose name cannot be a tool's.");
        }

        // Some servers give no id; whoever answers the call needs one.
        var id = callId is { Length: > 0 and <= 200 } && !callId.Any(char.IsControl) ? callId : $"call-{Guid.NewGuid():n}";
        try
        {
            var parsed = string.IsNullOrWhiteSpace(arguments)
                ? []
                : JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments) ?? [];

            // Half a surrogate pair passes the parser and fails whoever reads it: find out here.
            _ = JsonSerializer.SerializeToUtf8Bytes(parsed);
            return new FunctionCallContent(id, name, parsed);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new FunctionCallContent(id, name) { Exception = exception };
        }
    }

    private static string Text(ChatMessageContent? content, string? refusal) =>
        string.Concat((content ?? []).Where(part => part.Kind == ChatMessageContentPartKind.Text).Select(part => part.Text)) + refusal;

    private static UsageDetails Usage(ChatTokenUsage usage) => new()
    {
        InputTokenCount = usage.InputTokenCount,
        OutputTokenCount = usage.OutputTokenCount,
        TotalTokenCount = usage.TotalTokenCount,
    };

    private static ChatFinishReason Reason(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };
}
