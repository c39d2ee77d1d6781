using System.Globalization;
using System.Text.Json;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>Follows JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string text) => text.Length == 0 || text[0] == '/';

    /// <summary>What a pointer leads to from <paramref name="from"/>, or null where nothing is there.</summary>
    public static JsonElement? Find(JsonElement from, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member))
            {
                from = member;
            }
            else if (from.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < from.GetArrayLength())
            {
                from = from[index];
            }
            else
            {
                return null;
            }
        }

        return from;
    }

    /// <summary>A name as a part of one.</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
