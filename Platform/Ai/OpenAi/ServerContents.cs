using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>What an answer holds, made safe to work with: a tool call has a name that a tool can have, and arguments that can be written again.</summary>
internal static class ServerContents
{
    public static IList<AIContent> Of(IEnumerable<AIContent> contents, ChatOptions? options) =>
        [.. contents.Select(content => content is FunctionCallContent call ? Call(call, ToolNames.Offered(options?.Tools)) : content)];

    private static FunctionCallContent Call(FunctionCallContent call, IReadOnlyList<string> offered)
    {
        var name = ToolNames.Of(call.Name, offered);
        return Unreadable(call) is { } exception
            ? new FunctionCallContent(call.CallId, name) { Exception = exception }
            : new FunctionCallContent(call.CallId, name, call.Arguments ?? new Dictionary<string, object?>());
    }

    private static Exception? Unreadable(FunctionCallContent call)
    {
        try
        {
            // Half a surrogate pair passes the parser and fails whoever writes it: find out here.
            _ = JsonSerializer.SerializeToUtf8Bytes(call.Arguments);
            return call.Exception;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return exception;
        }
    }
}
