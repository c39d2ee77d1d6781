using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Platform.Tests.Ai.Mutations;

/// <summary>Arguments as models write them that know other languages better than JSON.</summary>
internal static class LooseSpelling
{
    private static readonly string[] NoNumbers = ["None", "NaN", "-Infinity", "undefined", "nan", "null"];

    public static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is not null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The same loosely, and now and then as a text once more.</summary>
    public static string Of(JsonNode node, Variant variant) => One(node, variant) is var text && variant.Random.Next(4) == 0 ? JsonSerializer.Serialize(text) : text;

    private static string One(JsonNode node, Variant variant) => variant.Random.Next(7) switch
    {
        0 => Write(node, variant, '\'', true),
        1 => Write(node, variant, '"', true),
        2 => Write(node, variant, '\'', false),
        3 => $"```json\n{node.ToJsonString()}\n```",
        4 => $"{Write(node, variant, '"', false)}<|end|>",
        5 => $"{node.ToJsonString()}}}",
        _ => $"/* {{ */ {Write(node, variant, '\'', true)} // }}\n",
    };

    private static string Write(JsonNode? node, Variant variant, char quote, bool isPython) => node switch
    {
        JsonObject members => $"{{{string.Join(", ", members.Select(member => $"{Key(member.Key, quote, isPython)}: {Write(member.Value, variant, quote, isPython)}"))}{Comma(members.Count, variant)}}}",
        JsonArray items => $"[{string.Join(",\n ", items.Select(item => Write(item, variant, quote, isPython)))}{Comma(items.Count, variant)}]",
        null => variant.Pick(NoNumbers),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => Quoted(node.GetValue<string>(), quote),
            JsonValueKind.True => isPython ? "True" : "true",
            JsonValueKind.False => isPython ? "False" : "false",
            _ => node.ToJsonString(),
        },
    };

    private static string Key(string name, char quote, bool isPython) => isPython ? Quoted(name, quote) : name;

    private static string Comma(int count, Variant variant) => count > 0 && variant.Random.Next(2) == 0 ? "," : "";

    private static string Quoted(string text, char quote) => quote + string.Concat(text.Select(character =>
        character == quote || character == '\\' ? $"\\{character}" : character == '\n' && quote == '\'' ? "\\n" : character < ' ' && quote == '\'' ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}") : $"{character}")) + quote;
}
