using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes of where and how often a call is named.</summary>
internal static class NameChanges
{
    public static IReadOnlyList<Func<Variant, bool>> All { get; } = [PiecedName, NameInEachPart];

    /// <summary>A piece now and the rest, or all of it, with the next part: there the arguments begin.</summary>
    private static bool PiecedName(Variant variant)
    {
        var at = variant.Events.FindIndex(item => Call(item) is { } call && Name(call) is { Length: > 1 } && variant.Random.Next(2) == 0);
        if (at < 0 || variant.IsSaidAgain || variant.IsPieced)
        {
            return false;
        }

        // Of pieces that change places nobody knows what they are of.
        (variant.IsPieced, variant.AddsNoCalls) = (true, false);
        var (first, second) = (variant.Events[at], variant.Events[at].DeepClone().AsObject());
        var (head, rest, name) = (Call(first)!, Call(second)!, Name(Call(first)!)!);
        var cut = variant.Random.Next(1, name.Length);
        head["function"]!["name"] = name[..cut];
        head["function"]!["arguments"] = variant.Pick<string?>(["", null]);
        rest["function"]!["name"] = variant.Random.Next(3) == 0 ? name : name[cut..];
        rest["id"] = variant.Pick<string?>([null, "", rest["id"]?.ToString()]);
        second["choices"]![0]!["delta"]!.AsObject().Remove("content");
        first["choices"]![0]!["finish_reason"] = null;
        first.Remove("usage");
        variant.Events.Insert(at + 1, second);
        return true;
    }

    private static bool NameInEachPart(Variant variant)
    {
        if (variant.IsSaidAgain || variant.IsPieced || variant.Transcript.IsWhole)
        {
            return false;
        }

        // A name without what tells calls apart begins one.
        (variant.IsSaidAgain, variant.AddsNoCalls) = (true, false);
        JsonObject? head = null;
        foreach (var call in variant.Calls.Where(static call => call["function"] is JsonObject))
        {
            head = Name(call) is { Length: > 0 } ? call : head;
            call["function"]!["name"] = head?["function"]!["name"]?.DeepClone();
        }

        return head is not null;
    }

    private static JsonObject? Call(JsonObject item) =>
        (item["choices"] as JsonArray)?.FirstOrDefault()?["delta"]?["tool_calls"] is JsonArray { Count: 1 } calls && calls[0]?["function"] is JsonObject ? calls[0]!.AsObject() : null;

    private static string? Name(JsonObject call) => call["function"]!["name"]?.GetValue<string>();
}
