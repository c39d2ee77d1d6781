using System.Text.Json;

namespace Nanobot.Platform.Policies.Conditions;

/// <summary>A text, number or truth value. Equal are only those of one kind.</summary>
public readonly record struct AttributeValue
{
    private readonly string? _text;
    private readonly double _number;
    private readonly Kind _kind;

    private AttributeValue(Kind kind, string? text, double number) => (_kind, _text, _number) = (kind, text, number);

    private enum Kind
    {
        None,
        Text,
        Number,
        Truth,
    }

    /// <summary>The text, or null where it is none.</summary>
    public string? Text => _text;

    /// <summary>The number, or null where it is none.</summary>
    public double? Number => _kind == Kind.Number ? _number : null;

    /// <summary>Reads a JSON value; null where it is a list, an object, null, or a number that is none in 64-bit floating point.</summary>
    public static AttributeValue? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadText(value),
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => Of(number),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        _ => null,
    };

    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new(Kind.Text, text, 0);

    /// <summary>A number; minus zero is zero.</summary>
    public static AttributeValue Of(double number) => new(Kind.Number, null, number + 0.0);

    /// <summary>A truth value.</summary>
    public static AttributeValue Of(bool truth) => new(Kind.Truth, null, truth ? 1 : 0);

    private static AttributeValue? ReadText(JsonElement value)
    {
        try
        {
            return Of(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped surrogate stands alone; it has no way of asking first.
            return null;
        }
    }
}
