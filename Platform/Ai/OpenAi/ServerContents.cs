using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// What a server's answer holds, made safe to work with: a refusal is words like others, a tool call has an id, a name that
/// can be a tool's, and arguments that can be written again.
/// </summary>
internal static class ServerContents
{
    private const string Refusal = "Refusal";

    public static IList<AIContent> Of(IEnumerable<AIContent> contents, ChatOptions? options) =>
    [
        .. contents.Select(content => content switch
        {
            FunctionCallContent call => Call(call, options),
            ErrorContent { ErrorCode: Refusal } refusal => new TextContent(refusal.Message),
            _ => content,
        }),
    ];

    private static FunctionCallContent Call(FunctionCallContent call, ChatOptions? options)
    {
        var name = Name(call.Name, options);
        if (name.Length > 64 || !name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
        {
            throw new InvalidDataException("A tool call whose name cannot be a tool's.");
        }

        // Some servers give no id; whoever answers the call needs one.
        var id = call.CallId is { Length: > 0 and <= 200 } given && !given.Any(char.IsControl) ? given : $"call-{Guid.NewGuid():n}";
        return Unreadable(call) is { } exception
            ? new FunctionCallContent(id, name) { Exception = exception }
            : new FunctionCallContent(id, name, call.Arguments ?? new Dictionary<string, object?>());
    }

    /// <summary>The name as tools have it: some models put a namespace in front, as in <c>functions.read</c>.</summary>
    private static string Name(string name, ChatOptions? options)
    {
        var bare = name[(name.LastIndexOf('.') + 1)..];
        return bare.Length < name.Length && options?.Tools?.Any(tool => tool.Name == bare) is true ? bare : name;
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
