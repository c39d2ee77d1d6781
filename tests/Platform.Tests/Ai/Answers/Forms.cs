using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Short ways to write what a server sends and to say what was read of it.</summary>
internal static class Forms
{
    public const string Done = "data: [DONE]\n\n";

    public static string Event(string json) => $"data: {json}\n\n";

    /// <summary>An event of one part of an answer; <paramref name="delta"/> and <paramref name="reason"/> are JSON.</summary>
    public static string Part(string delta, string reason = "null") =>
        Event("{\"id\":\"a1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}");

    public static string Words(string text) => Part(new JsonObject { ["content"] = text }.ToJsonString());

    /// <summary>An event with parts of tool calls, in JSON.</summary>
    public static string Calls(params IEnumerable<string> calls) => Part("{\"tool_calls\":[" + string.Join(',', calls) + "]}");

    public static string Stop(string reason = "\"stop\"") => Part("{}", reason) + Done;

    public static string Whole(string message, string reason = "\"stop\"", string more = "") =>
        "{\"id\":\"a1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":" + reason + "}]" + more + "}";

    /// <summary>What an answer of these words comes as: in one part, a part a character, and whole, each asked for as a stream and whole.</summary>
    public static IEnumerable<(string Body, bool Streamed)> Ways(string content)
    {
        string[] bodies = [Words(content) + Stop(), string.Concat(content.Select(static character => Words($"{character}"))) + Stop(), Whole(new JsonObject { ["content"] = content }.ToJsonString())];
        return bodies.SelectMany(static body => new[] { (body, true), (body, false) });
    }

    /// <summary>Each call as its tool's name and its arguments, those that cannot be read as a question mark.</summary>
    public static IReadOnlyList<string> Called(this ChatResponse response) => [.. response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>()
        .Select(static call => $"{call.Name}({(call.Exception is null ? string.Join(",", call.Arguments!.Select(static argument => $"{argument.Key}={argument.Value}")) : "?")})")];
}
