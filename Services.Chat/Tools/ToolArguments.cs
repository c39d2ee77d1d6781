using System.Text.Json;

namespace Nanobot.Services.Chat.Tools;

/// <summary>A tool call's arguments, read strictly; what is wrong is collected, by name, for the model to mend.</summary>
internal sealed class ToolArguments(IDictionary<string, object?>? values)
{
    private readonly List<string> _errors = [];

    /// <summary>What is wrong with the arguments read so far, or null.</summary>
    public ToolResult? Invalid => _errors.Count == 0 ? null : ToolResult.Error(ToolErrors.ArgumentsInvalid(string.Join("; ", _errors)));

    /// <summary>All of them, as they were passed.</summary>
    public IEnumerable<KeyValuePair<string, object?>> All => values ?? Enumerable.Empty<KeyValuePair<string, object?>>();

    /// <summary>Whether one is there and says something.</summary>
    public bool Has(string name) => Value(name) is not (null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined });

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
        return text?.Length > maximum ? Refuse(name, $"has at most {maximum} characters")
            // No text keeps it, and a file with it is none.
            : text?.Contains('\0', StringComparison.Ordinal) == true ? Refuse(name, "must not hold the character U+0000")
            : text;
    }

    /// <summary>One of a few words that must be there.</summary>
    public string Choice(string name, params IReadOnlyList<string> choices) => OptionalChoice(name, choices) is { } choice ? choice : Needed(name, choices);

    /// <summary>One of a few words that may be absent.</summary>
    public string? OptionalChoice(string name, params IReadOnlyList<string> choices) =>
        OptionalText(name, 100) is not { } text ? null
        : choices.Contains(text) ? text
        : Refuse(name, $"must be one of: {string.Join(", ", choices)}");

    /// <summary>A whole number, or <paramref name="otherwise"/> where it is absent.</summary>
    public int Number(string name, int minimum, int maximum, int otherwise) => OptionalNumber(name, minimum, maximum) ?? otherwise;

    /// <summary>A whole number that must be there.</summary>
    public int NeededNumber(string name, int minimum, int maximum)
    {
        var number = OptionalNumber(name, minimum, maximum);
        if (number is null)
        {
            Refuse(name, "is needed, as a whole number");
        }

        return number ?? minimum;
    }

    /// <summary>A whole number that may be absent.</summary>
    public int? OptionalNumber(string name, int minimum, int maximum)
    {
        var value = Value(name);
        if (value is null or JsonElement { ValueKind: JsonValueKind.Null })
        {
            return null;
        }

        int? number = value switch
        {
            int given => given,
            JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt32(out var given) => given,
            _ => null,
        };
        if (number is { } whole && whole >= minimum && whole <= maximum)
        {
            return whole;
        }

        Refuse(name, $"must be a whole number from {minimum} to {maximum}");
        return null;
    }

    /// <summary>A list of at least one text.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int maximum)
    {
        var texts = OptionalTexts(name, most, maximum);
        if (texts is null or [])
        {
            Refuse(name, "is needed, as a list of texts");
        }

        return texts ?? [];
    }

    /// <summary>A list of texts that may be absent.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name, int most, int maximum)
    {
        var value = Value(name);
        if (value is null or JsonElement { ValueKind: JsonValueKind.Null })
        {
            return null;
        }

        var texts = value switch
        {
            IReadOnlyList<string> list => list,
            JsonElement { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String) =>
                [.. array.EnumerateArray().Select(static item => item.GetString()!)],
            _ => null,
        };
        if (texts is null)
        {
            Refuse(name, "must be a list of texts");
        }
        else if (texts.Count > most || texts.Any(text => text.Length > maximum || text.Contains('\0', StringComparison.Ordinal)))
        {
            Refuse(name, $"must be a list of at most {most} texts of at most {maximum} characters, U+0000 not among them");
        }

        return texts;
    }

    private string Needed(string name, IReadOnlyList<string> choices)
    {
        Refuse(name, $"is needed, one of: {string.Join(", ", choices)}");
        return "";
    }

    private object? Value(string name) => values is not null && values.TryGetValue(name, out var value) ? value : null;

    private string? Refuse(string name, string why)
    {
        _errors.Add($"{name} {why}");
        return null;
    }
}
