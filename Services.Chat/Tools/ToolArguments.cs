using System.Text.Json;

namespace Nanobot.Services.Chat.Tools;

/// <summary>A tool call's arguments, read strictly; what is wrong is collected, by name, for the model to mend.</summary>
internal sealed class ToolArguments(IDictionary<string, object?>? values)
{
    private readonly List<string> _errors = [];

    /// <summary>What is wrong with the arguments read so far, or null.</summary>
    public ToolResult? Invalid => _errors.Count == 0 ? null : ToolResult.Error("TOOL_ARGUMENTS_INVALID", string.Join("; ", _errors));

    /// <summary>The same arguments, of which nothing has been read yet.</summary>
    public ToolArguments Unread() => new(values);

    /// <summary>A text that must be there.</summary>
    public string Text(string name, int maximum, bool mayBeEmpty = false)
    {
        var text = OptionalText(name, maximum);
        if (text is null || (text.Length == 0 && !mayBeEmpty))
        {
            Refuse(name, "is needed, as a text");
        }

        return text ?? "";
    }

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string name, int maximum)
    {
        var text = Value(name) switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => null,
            string value => value,
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
            _ => Refuse(name, "must be a text"),
        };
        return text?.Length > maximum ? Refuse(name, $"has at most {maximum} characters") : text;
    }

    /// <summary>A whole number that may be absent.</summary>
    public int Number(string name, int minimum, int maximum, int otherwise)
    {
        int? number = Value(name) switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null } => otherwise,
            int value => value,
            JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt32(out var value) => value,
            _ => null,
        };
        if (number is { } whole && whole >= minimum && whole <= maximum)
        {
            return whole;
        }

        Refuse(name, $"must be a whole number from {minimum} to {maximum}");
        return otherwise;
    }

    /// <summary>A list of texts that may be absent.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name, int most, int maximum)
    {
        if (Value(name) is not JsonElement { ValueKind: JsonValueKind.Array } array)
        {
            if (Value(name) is not (null or JsonElement { ValueKind: JsonValueKind.Null }))
            {
                Refuse(name, "must be a list of texts");
            }

            return null;
        }

        var texts = array.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!).ToList();
        if (texts.Count != array.GetArrayLength() || texts.Count > most || texts.Any(text => text.Length > maximum))
        {
            Refuse(name, $"must be a list of at most {most} texts of at most {maximum} characters");
        }

        return texts;
    }

    private object? Value(string name) => values is not null && values.TryGetValue(name, out var value) ? value : null;

    private string? Refuse(string name, string why)
    {
        _errors.Add($"{name} {why}");
        return null;
    }
}
