using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>JSON read so that no two readers can disagree: valid UTF-8, one object, no member twice, bounded depth.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 16,
    };

    /// <summary>Parses one object; null for anything else. The caller disposes it.</summary>
    public static JsonDocument? ParseObject(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Anyone can send anything here (InvalidOperationException: escaped half characters in a name).
            return null;
        }
    }

    /// <summary>The text of a string element; false for another type or for half a character.</summary>
    public static bool TryGetText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (element.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = element.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair has no text.
            return false;
        }
    }
}
