using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes of how the words come, and of what comes with them.</summary>
internal static class WordChanges
{
    public static IReadOnlyList<Func<Variant, bool>> All { get; } = [ContentInParts, CutWords, Thoughts];

    private static bool ContentInParts(Variant variant)
    {
        foreach (var said in variant.Said.Where(static said => said["content"] is JsonValue))
        {
            var words = said["content"]!.GetValue<string>();
            said["content"] = variant.Random.Next(3) switch
            {
                0 => new JsonArray(words),
                1 => new JsonArray(new JsonObject { ["type"] = "text", ["text"] = words }),
                _ => new JsonArray(new JsonObject { ["type"] = "thinking", ["thinking"] = "hm" }, new JsonObject { ["type"] = "text", ["text"] = words }),
            };
        }

        return true;
    }

    private static bool Thoughts(Variant variant)
    {
        var said = variant.Said.Find(static said => said["content"] is not null);
        if (said?["content"] is not JsonValue value || !value.TryGetValue<string>(out var words))
        {
            return false;
        }

        said["content"] = variant.Pick(["<think>hm</think>", "<think>\nno <b>x</b> 😀\n</think>\n\n", "\n<thinking></thinking>\n", "<Think>no</Think>"]) + words;
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
