using System.Globalization;
using System.Text.Json;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>A day of prices in JSON.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Fields">Its fields, in the order of the columns; empty where it has none.</param>
/// <param name="Raw">As it stands there.</param>
internal sealed record JsonDay(string Pointer, string[] Fields, string Raw)
{
    /// <summary>One that stands by itself.</summary>
    public static JsonDay Of(string pointer, JsonElement day, string? date, IReadOnlyList<(string Name, string? Pointer)> columns) => new(pointer,
        [.. columns.Select((column, index) => index == 0 && date is not null ? date : column.Pointer is { Length: > 0 } at && JsonPointer.Find(day, at) is { } value ? Text(value) : "")],
        date is null ? day.GetRawText() : $"{JsonSerializer.Serialize(date)}: {day.GetRawText()}");

    /// <summary>One whose values stand in columns.</summary>
    public static JsonDay Of(string pointer, IReadOnlyList<JsonElement?> values) =>
        new(pointer, [.. values.Select(static value => value is { } given ? Text(given) : "")], string.Join(", ", values.OfType<JsonElement>().Select(static value => value.GetRawText())));

    /// <summary>The same as a row of a price file; a moment is that of the exchange's clock.</summary>
    public PriceLine ToLine(int number, int offset, string currency)
    {
        string[] fields = [.. Fields];
        fields[^1] = currency;
        if (offset != 0 && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment is > 0 and < 10_000_000_000)
        {
            fields[0] = (moment + offset).ToString(CultureInfo.InvariantCulture);
        }

        return new PriceLine(number, fields, Raw.ReplaceLineEndings(" "), Pointer);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.ReplaceLineEndings(" ").Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
