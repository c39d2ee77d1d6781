using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Nanobot.ServiceDefaults.Ai.OpenAi;

/// <summary>Turns messages and options of Microsoft.Extensions.AI into those of the OpenAI SDK.</summary>
internal static class OpenAiRequest
{
    private static readonly BinaryData NoArguments = BinaryData.FromString("{}");

    public static List<OpenAI.Chat.ChatMessage> Messages(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var converted = new List<OpenAI.Chat.ChatMessage>();
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            converted.Add(new SystemChatMessage(instructions));
        }

        foreach (var message in messages)
        {
            converted.AddRange(Convert(message));
        }

        return converted;
    }

    public static ChatCompletionOptions Options(ChatOptions? options)
    {
        var converted = new ChatCompletionOptions
        {
            MaxOutputTokenCount = options?.MaxOutputTokens,
            Temperature = options?.Temperature,
            TopP = options?.TopP,
        };
        foreach (var stop in options?.StopSequences ?? [])
        {
            converted.StopSequences.Add(stop);
        }

        foreach (var tool in options?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            converted.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        }

        if (converted.Tools.Count > 0)
        {
            converted.ToolChoice = options!.ToolMode switch
            {
                RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
                RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
                NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
                _ => ChatToolChoice.CreateAutoChoice(),
            };
        }

        return converted;
    }

    private static IEnumerable<OpenAI.Chat.ChatMessage> Convert(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
        {
            return [new SystemChatMessage(message.Text)];
        }

        if (message.Role == ChatRole.Tool)
        {
            return message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, Text(result.Result)));
        }

        return message.Role == ChatRole.Assistant ? [Assistant(message)] : [new UserChatMessage(message.Text)];
    }

    private static AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>()
            .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, Arguments(call.Arguments)))
            .ToList();
        if (calls.Count == 0)
        {
            return new AssistantChatMessage(message.Text);
        }

        var assistant = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            assistant.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return assistant;
    }

    private static BinaryData Arguments(IDictionary<string, object?>? arguments) => arguments is null or { Count: 0 }
        ? NoArguments
        : BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(arguments));

    private static string Text(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        _ => JsonSerializer.Serialize(result),
    };
}
