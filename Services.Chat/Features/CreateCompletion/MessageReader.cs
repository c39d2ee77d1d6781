using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent.SemanticKernel;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Reads a conversation, and names all that is wrong with it: every result answers a call before it, and every call has its result.</summary>
/// <param name="errors">Where what is wrong is collected.</param>
internal sealed class MessageReader(ValidationErrors errors)
{
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);

    /// <summary>What the caller wants of the assistant.</summary>
    public List<string> Instructions { get; } = [];

    /// <summary>The conversation without them.</summary>
    public List<ChatMessage> Messages { get; } = [];

    /// <summary>The images in it.</summary>
    public ImageParts Images { get; } = new();

    /// <summary>Reads all of it.</summary>
    public void Read(IReadOnlyList<RequestedMessage?> messages)
    {
        foreach (var (index, message) in messages.Index())
        {
            var field = $"messages[{index}]";
            if (message is null)
            {
                errors.Require(false, field, "must be a message");
                continue;
            }

            errors.OneOf(message.Role, $"{field}.role", "system", "developer", "user", "assistant", "tool")
                .Require(IsNone(message.Audio), $"{field}.audio", "must not be there: there is no sound")
                .Require(IsNone(message.FunctionCall), $"{field}.function_call", "must not be there: send tool_calls")
                .Require(message.ToolCalls is null or [] || message.Role == "assistant", $"{field}.tool_calls", "is for messages of the role assistant")
                .Require(message.ToolCallId is null || message.Role == "tool", $"{field}.tool_call_id", "is for messages of the role tool");
            if (message.Role != "tool")
            {
                Close(field);
            }

            Read(message, field);
        }

        Close("messages");
        errors.Require(Messages.Exists(static message => message.Role == ChatRole.User), "messages", "must have a message of the role user");
    }

    private void Read(RequestedMessage message, string field)
    {
        var (before, seen) = (Images.Count, Images.Seen);
        var text = message.Role == "user"
            ? Texts.OfContent(message.Content, $"{field}.content", errors, Images.Takes)
            : Texts.OfContent(message.Content, $"{field}.content", errors);
        switch (message.Role)
        {
            case "system" or "developer":
                Need(text, field);
                Instructions.Add(text);
                break;
            case "user":
                errors.Require(text.Length > 0 || Images.Seen > seen, $"{field}.content", "must not be empty");
                Messages.Add(new ChatMessage(ChatRole.User, [.. Words(text), .. Images.Since(before)]));
                break;
            case "assistant":
                Messages.Add(new ChatMessage(ChatRole.Assistant, [.. Words(text + message.Refusal), .. Calls(message.ToolCalls ?? [], field)]));
                errors.Require(Messages[^1].Contents.Count > 0, $"{field}.content", "must be there where there are no tool_calls");
                break;
            case "tool":
                var isOpen = message.ToolCallId is { } id && _open.Remove(id);
                errors.Require(isOpen, $"{field}.tool_call_id", "must be the id of a call of the assistant's message before it that has no result yet");
                Messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(message.ToolCallId ?? "", text)]));
                break;
        }
    }

    private IEnumerable<AIContent> Calls(IReadOnlyList<RequestedCall?> calls, string message)
    {
        foreach (var (index, call) in calls.Index())
        {
            var field = $"{message}.tool_calls[{index}]";
            var arguments = Arguments(call?.Function?.Arguments);
            var hasId = call?.Id is { Length: > 0 } id && _open.TryAdd(id, field);
            errors.Require(call?.Type is null or "function", $"{field}.type", "must be function")
                .Require(hasId, $"{field}.id", "must be there, and of no other call")
                .Require(call?.Function?.Name is { Length: > 0 }, $"{field}.function.name", "must be there")
                .Require(arguments is not null, $"{field}.function.arguments", "must be a JSON object as a text, in whole characters and with at most 32 levels");
            yield return new FunctionCallContent(call?.Id ?? "", call?.Function?.Name ?? "", arguments);
        }
    }

    private void Close(string field)
    {
        foreach (var (id, call) in _open)
        {
            errors.Require(false, call, $"has no result: a message of the role tool with the tool_call_id {id} must follow, before {field} ends or another message begins");
        }

        _open.Clear();
    }

    private void Need(string text, string field) => errors.Require(text.Length > 0, $"{field}.content", "must not be empty");

    private static Dictionary<string, object?>? Arguments(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(text);
            return arguments is not null && arguments.Values.All(ArgumentForm.CanBeKept) ? arguments : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsNone(JsonElement? json) => json is null or { ValueKind: JsonValueKind.Null };

    private static IEnumerable<AIContent> Words(string text) => text.Length > 0 ? [new TextContent(text)] : [];
}
