using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes of how the words come, and of what comes with them.</summary>
internal static class WordChanges
{
    public static IReadOnlyList<Func<Variant, bool>> All { get; } = [ContentInParts, CutWords, Thoughts, UnbegunThoughts, WrittenCalls];

    private static bool ContentInParts(Variant variant)
    {
        foreach (var said in variant.Said.Where(static said => said["content"] is JsonValue))
        {
            var words = said["content"]!.GetValue<string>();
            said["content"] = variant.Random.Next(variant.HasUnbegunThoughts ? 2 : 3) switch
            {
                0 => new JsonArray(words),
                1 => new JsonArray(new JsonObject { ["type"] = "text", ["text"] = words }),
                _ => new JsonArray(new JsonObject { ["type"] = "thinking", ["thinking"] = "hm" }, new JsonObject { ["type"] = "text", ["text"] = words }),
            };
        }

        variant.HasThoughts |= variant.Said.Exists(static said => said["content"] is JsonArray { Count: 2 });
        return true;
    }

    private static bool Thoughts(Variant variant)
    {
        var said = variant.Said.Find(static said => said["content"] is not null);
        if (said?["content"] is not JsonValue value || !value.TryGetValue<string>(out var words))
        {
            return false;
        }

        // Behind an end without a beginning they would be words.
        if (variant.HasUnbegunThoughts)
        {
            return false;
        }

        variant.HasThoughts = true;
        said["content"] = variant.Pick(["<think>hm</think>", "<think>\nno <b>x</b> 😀\n</think>\n\n", "\n<thinking></thinking>\n", "<Think>no</Think>"]) + words;
        return true;
    }

    private static bool UnbegunThoughts(Variant variant)
    {
        var said = variant.Said.Find(static said => said["content"] is not null);
        if (said?["content"] is not JsonValue value || !value.TryGetValue<string>(out var words) || variant.HasThoughts || variant.HasUnbegunThoughts
            || variant.Transcript.Meaning.IsFault || variant.Said.Exists(static said => (said["reasoning_content"] ?? said["reasoning"]) is not null))
        {
            return false;
        }

        variant.HasUnbegunThoughts = true;
        said["content"] = variant.Pick(["They want <b>x</b>.\n</think>\n\n", "一，\n\n二😀。</think>\n\n", "```\nx\n```\n</Thinking>\n", "</think>\n\n", "x: `y`\n </think> \r\n"]) + words;
        return true;
    }

    /// <summary>The calls as the model wrote them, which the server does not know for calls.</summary>
    private static bool WrittenCalls(Variant variant)
    {
        if (variant.Calls.Count == 0)
        {
            return false;
        }

        // Twice the same words are two calls.
        variant.AddsNoCalls = false;
        variant.HasWrittenCalls = true;
        var last = variant.Said.FindLast(static said => said["tool_calls"] is JsonArray || said["content"] is not null)!;
        foreach (var said in variant.Said)
        {
            said.Remove("tool_calls");
            said.Remove("function_call");
        }

        var calls = variant.Transcript.Meaning.Calls.Select(static call => call.Split(' ', 2))
            .Select(call => new JsonObject { ["name"] = call[0], ["arguments"] = variant.Random.Next(4) == 0 ? call[1] : JsonNode.Parse(call[1]) }.ToJsonString());
        var text = string.Join(variant.Pick(["", "\n", "\r\n\n"]), calls.Select(static call => $"<tool_call>\n{call}\n</tool_call>")) + variant.Pick(["", "\n", " "]);
        // Words in another form stay in it: the calls come in one part more.
        last["content"] = last["content"] is JsonArray parts ? new JsonArray([.. parts.Select(static part => part?.DeepClone()), $"\n{text}"]) : $"{last["content"]}\n{text}";
        return true;
    }

    private static bool CutWords(Variant variant)
    {
        var at = variant.Events.FindIndex(item => (item["choices"] as JsonArray)?.FirstOrDefault()?["delta"]?["content"] is JsonValue value
            && value.TryGetValue<string>(out var words) && words.Length > 1 && item["error"] is null && variant.Random.Next(2) == 0);
        if (at < 0)
        {
            return false;
        }

        var (first, second) = (variant.Events[at], variant.Events[at].DeepClone().AsObject());
        var text = first["choices"]![0]!["delta"]!["content"]!.GetValue<string>();
        var cut = variant.Random.Next(1, text.Length);
        first["choices"]![0]!["delta"]!["content"] = text[..cut];
        first["choices"]![0]!["finish_reason"] = null;
        second["choices"]![0]!["delta"]!["content"] = text[cut..];
        (second["choices"]![0]!["delta"] as JsonObject)!.Remove("tool_calls");
        variant.Events.Insert(at + 1, second);
        return true;
    }
}
