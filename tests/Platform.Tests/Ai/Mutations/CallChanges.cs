using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Changes of tool calls that leave each the call that it was. What tells calls apart is changed in one way only.</summary>
internal static class CallChanges
{
    public static IReadOnlyList<Func<Variant, bool>> All { get; } =
        [Indexes, OneIndex, NoIndexes, OneId, NoIds, OddIds, NoTypes, Names, AsObject, AsTextOfText, Loose, Nothing, Placeholder, CutArguments, Legacy, WholeAgain, .. NameChanges.All];

    private static bool Indexes(Variant variant) => Apart(variant, () =>
    {
        var asText = variant.Random.Next(2) == 0;
        foreach (var call in variant.Calls.Where(static call => call["index"] is not null))
        {
            var index = (call["index"]!.GetValue<int>() * 3) + 2;
            call["index"] = asText ? $"{index}" : index;
        }
    });

    private static bool OneIndex(Variant variant) => Apart(variant, () => variant.Calls.ForEach(static call => call["index"] = 0));

    private static bool NoIndexes(Variant variant) => Apart(variant, () => variant.Calls.ForEach(call =>
    {
        call["index"] = null;
        _ = variant.Random.Next(2) == 0 && call.Remove("index");
    }));

    private static bool OneId(Variant variant) => Apart(variant, () => variant.Heads.ForEach(static call => call["id"] = "call_0"));

    private static bool NoIds(Variant variant) => Apart(variant, () => variant.Heads.ForEach(call =>
    {
        call["id"] = variant.Pick<string?>([null, ""]);
        _ = variant.Random.Next(2) == 0 && call.Remove("id");
    }));

    // Another id under a name that is said once more is another call.
    private static bool OddIds(Variant variant) => !variant.IsSaidAgain && Apart(variant, () =>
    {
        foreach (var (index, call) in variant.Heads.Index())
        {
            call["id"] = variant.Random.Next(3) switch { 0 => index + 5, 1 => new string((char)('a' + index), 300), _ => $"a\u0007{index}" };
        }
    });

    private static bool NoTypes(Variant variant)
    {
        variant.Calls.ForEach(static call => call.Remove("type"));
        return true;
    }

    private static bool Names(Variant variant)
    {
        // A call under two names is two calls.
        if (variant.IsSaidAgain || variant.IsPieced)
        {
            return false;
        }

        variant.Heads.ForEach(call => call["function"]!["name"] = call["function"]!["name"]!.GetValue<string>() is var name && variant.Random.Next(5) is var form ? form switch
        {
            0 => $"functions.{name}",
            1 => $"default_api:{name}",
            2 => $" {name.ToUpperInvariant()} ",
            3 => name.Replace('_', ' '),
            _ => $"{name}<|mark|>",
        } : null);
        return true;
    }

    private static bool AsObject(Variant variant)
    {
        // Damage gets at its members, and a call with other arguments is another call.
        variant.AddsNoCalls = false;
        return Whole(variant, static text => JsonNode.Parse(text));
    }

    private static bool AsTextOfText(Variant variant) => Whole(variant, static text => JsonSerializer.Serialize(text));

    private static bool Loose(Variant variant) => Whole(variant, text => LooseSpelling.Of(JsonNode.Parse(text)!, variant));

    private static bool Nothing(Variant variant) => Whole(variant, text => text == "{}" ? variant.Pick<string?>([null, "", "  ", "null", "[]"]) : text);

    private static bool Placeholder(Variant variant)
    {
        // Not where it could be the arguments: parts have to follow.
        var head = variant.Heads.Find(static call => Text(call) is "");
        if (head is null || variant.IsPieced || variant.Calls.Count <= variant.Heads.Count)
        {
            return false;
        }

        head["function"]!["arguments"] = variant.Pick(["{}", "{ }", "null", "[]", "\"\"", "\"{}\"", "None", "{}\n"]);
        variant.AddsNoCalls = false;
        return true;
    }

    private static bool CutArguments(Variant variant)
    {
        var at = variant.Events.FindIndex(item => (item["choices"] as JsonArray)?.FirstOrDefault()?["delta"]?["tool_calls"] is JsonArray { Count: 1 } calls
            && calls[0] is JsonObject call && Text(call) is { Length: > 1 } && variant.Random.Next(2) == 0);
        if (at < 0 || variant.IsSaidAgain)
        {
            return false;
        }

        var first = variant.Events[at]["choices"]![0]!["delta"]!["tool_calls"]![0]!.AsObject();
        var (text, second) = (Text(first)!, variant.Events[at].DeepClone().AsObject());
        var cut = variant.Random.Next(1, text.Length);
        first["function"]!["arguments"] = text[..cut];
        var rest = second["choices"]![0]!["delta"]!["tool_calls"]![0]!.AsObject();
        rest["function"] = new JsonObject { ["arguments"] = text[cut..] };
        rest["function"]!["name"] = variant.Pick<string?>([null, "", null]);
        rest["id"] = variant.Pick<string?>([null, "", rest["id"]?.ToString()]);
        second["choices"]![0]!["delta"]!.AsObject().Remove("content");
        variant.Events[at]["choices"]![0]!["finish_reason"] = null;
        variant.Events.Insert(at + 1, second);
        return true;
    }

    private static bool Legacy(Variant variant)
    {
        if (variant.Heads.Count != 1)
        {
            return false;
        }

        var both = variant.Random.Next(2) == 0;
        foreach (var said in variant.Said.Where(static said => said["tool_calls"] is JsonArray { Count: 1 }))
        {
            said["function_call"] = said["tool_calls"]![0]!["function"]!.DeepClone();
            _ = both || said.Remove("tool_calls");
        }

        return true;
    }

    private static bool WholeAgain(Variant variant)
    {
        var head = variant.Heads.Find(static call => Text(call) is { } text && text.StartsWith('{') && LooseSpelling.IsJson(text) && call["id"] is not null);
        var at = variant.Events.FindIndex(item => (item["choices"] as JsonArray)?.FirstOrDefault()?["delta"]?["tool_calls"] is JsonArray calls && calls.Contains(head));
        if (at < 0 || variant.IsToldApart || variant.IsPieced)
        {
            return false;
        }

        variant.IsToldApart = variant.IsSaidAgain = true;
        variant.Events.Insert(at + 1, variant.Events[at].DeepClone().AsObject());
        ((JsonObject)variant.Events[at + 1]["choices"]![0]!["delta"]!).Remove("content");
        return true;
    }

    private static string? Text(JsonObject call) => call["function"]?["arguments"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Whole(Variant variant, Func<string, JsonNode?> change)
    {
        var heads = variant.Heads.Where(static call => Text(call) is { } text && text.StartsWith('{') && LooseSpelling.IsJson(text)).ToList();
        heads.ForEach(call => call["function"]!["arguments"] = change(Text(call)!));
        return heads.Count > 0;
    }

    private static bool Apart(Variant variant, Action change)
    {
        if (variant.IsToldApart || variant.Calls.Count == 0)
        {
            return false;
        }

        variant.IsToldApart = true;
        change();
        return true;
    }
}
