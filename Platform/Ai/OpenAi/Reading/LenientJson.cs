using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Reads JSON by its sense: members that are null are not there, of two with one name the last that says something counts.</summary>
internal static class LenientJson
{
    /// <summary>The member, or an element without a kind where there is none or it is null.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        var found = default(JsonElement);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.Value.ValueKind != JsonValueKind.Null && Is(property, name))
                {
                    found = property.Value;
                }
            }
        }

        return found;
    }

    /// <summary>The objects in a list, or the object itself where there is no list around it.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object),
        JsonValueKind.Object => [element],
        _ => [],
    };

    /// <summary>A text, halves of surrogate pairs included, or the digits of a number; null for anything else and for nothing.</summary>
    public static string? Text(this JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => Read(element),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return text is { Length: > 0 } ? text : null;
    }

    private static bool Is(JsonProperty property, string name)
    {
        try
        {
            return property.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // A name with half a surrogate pair is nobody's.
            return false;
        }
    }

    private static string Read(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(element.GetRawText().AsSpan()[1..^1]);
        }
    }

    // JSON's escapes (RFC 8259, section 7), each half of a pair by itself: the other may come with the next part.
    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            var escape = raw[++i];
            text.Append(escape switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => escape,
            });
            i += escape == 'u' ? 4 : 0;
        }

        return text.ToString();
    }
}
