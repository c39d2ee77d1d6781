using System.Text.Json;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Reads texts of a body: one by itself, or a list of parts.</summary>
internal static class Texts
{
    private const string Part = "must be a text, or a list of parts {\"type\": \"text\", \"text\": …}";

    /// <summary>The text in <paramref name="json"/>; null where it is none, or holds half a character.</summary>
    public static string? Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone; it has no way of asking first.
            return null;
        }
    }

    /// <summary>The member <paramref name="name"/> as a text; null where there is none.</summary>
    public static string? Of(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? Of(member) : null;

    /// <summary>The words of a message's content, a part behind the other; what is no text is told to <paramref name="errors"/> and left out.</summary>
    public static string OfContent(JsonElement? content, string field, ValidationErrors errors) => OfContent(content, field, errors, static (_, _) => false);

    /// <summary>The same, where <paramref name="takes"/> takes parts of other types, by their places.</summary>
    public static string OfContent(JsonElement? content, string field, ValidationErrors errors, Func<JsonElement, string, bool> takes)
    {
        if (content is not { } json || json.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            var text = Of(json);
            errors.Require(text is not null, field, Part);
            return text ?? "";
        }

        var words = new List<string>();
        foreach (var (index, part) in json.EnumerateArray().Index())
        {
            if (takes(part, $"{field}[{index}]"))
            {
                continue;
            }

            var kind = Of(part, "type");
            var text = kind is "text" or "refusal" ? Of(part, kind) : null;
            errors.Require(text is not null, $"{field}[{index}]", kind is "image_url" or "input_audio" or "file" ? $"is of the type {kind}, which the model does not take: send text" : Part);
            words.Add(text ?? "");
        }

        return string.Concat(words);
    }
}
