using System.Globalization;
using System.Text.Json;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>
/// Reads daily prices from JSON: an array of days, an object of days by their dates, or an array for each column. Each day becomes a row as of a price file, and is held to the same rules.
/// </summary>
internal static class JsonPrices
{
    private const int MostRows = 20_000;
    private const int MostDepth = 32;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostDepth };

    /// <param name="document">The document.</param>
    /// <param name="shape">Where things stand in it.</param>
    /// <param name="today">The day, in UTC.</param>
    /// <exception cref="MalformedQuotesException">It is no such JSON, or some day is not as it should be.</exception>
    public static PriceList Parse(SourceDocument document, JsonShapeOptions shape, DateOnly today)
    {
        using var json = Open(document);
        var columns = JsonColumns.Of(shape);
        var rows = JsonPointer.Find(json.RootElement, shape.Rows!) ?? throw new MalformedQuotesException(PriceWords.NoRows(shape.Rows!));
        var currency = shape.Currency is { } where && JsonPointer.Find(json.RootElement, where) is { ValueKind: JsonValueKind.String } named ? named.GetString()! : "";
        var offset = shape.Offset is { } at && JsonPointer.Find(json.RootElement, at) is { ValueKind: JsonValueKind.Number } ahead && ahead.TryGetInt32(out var seconds) ? seconds : 0;
        var days = Days(rows, shape, columns).Take(MostRows + 1).ToList();
        if (days.Count > MostRows)
        {
            throw new MalformedQuotesException(PriceWords.TooMany(MostRows));
        }

        var header = PriceHeader.Find([.. columns.Select(static column => column.Name)])!;
        var lines = days.Select((day, index) => day.ToLine(index + 1, offset, currency)).ToList();
        try
        {
            return PriceRows.Read(new PriceTable(header, 0, lines, []), new PriceNumbers(hasComma: false), today, []);
        }
        catch (MalformedQuotesException malformed) when (malformed is { Line: > 0 and var line, Detail: { } detail } && line <= lines.Count)
        {
            throw new MalformedQuotesException(PlainText.Line(lines[line - 1].Pointer!, 100), detail);
        }
    }

    private static JsonDocument Open(SourceDocument document)
    {
        var text = SourceText.Decode(document, mayDeclare: false).Text.TrimStart();
        try
        {
            // Half a document is none: which of its days are whole cannot be seen.
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            throw new MalformedQuotesException(text is ['<', ..] ? PriceWords.WebPage : text.Length == 0 ? PriceWords.Nothing : PriceWords.NoJson);
        }
    }

    private static IEnumerable<JsonDay> Days(JsonElement rows, JsonShapeOptions shape, IReadOnlyList<(string Name, string? Pointer)> columns)
    {
        switch (rows.ValueKind)
        {
            case JsonValueKind.Array:
                return rows.EnumerateArray().Select((day, index) => JsonDay.Of(string.Create(CultureInfo.InvariantCulture, $"{shape.Rows}/{index}"), day, null, columns));
            case JsonValueKind.Object when shape.Date!.Length == 0:
                return rows.EnumerateObject().Select(day => JsonDay.Of($"{shape.Rows}/{JsonPointer.Escape(day.Name)}", day.Value, day.Name, columns));
            case JsonValueKind.Object when JsonPointer.Find(rows, shape.Date) is { ValueKind: JsonValueKind.Array } dates:
                return Columns(rows, dates, shape, columns);
            default:
                throw new MalformedQuotesException(PriceWords.NoRows(shape.Rows + shape.Date));
        }
    }

    private static IEnumerable<JsonDay> Columns(JsonElement rows, JsonElement dates, JsonShapeOptions shape, IReadOnlyList<(string Name, string? Pointer)> columns)
    {
        var count = dates.GetArrayLength();
        var arrays = columns.Select(column => column.Pointer is { Length: > 0 } pointer && JsonPointer.Find(rows, pointer) is { ValueKind: JsonValueKind.Array } array ? array : (JsonElement?)null).ToList();
        return arrays.Exists(array => array is { } given && given.GetArrayLength() != count)
            ? throw new MalformedQuotesException(PriceWords.Uneven)
            : Enumerable.Range(0, count).Select(index => JsonDay.Of(string.Create(CultureInfo.InvariantCulture, $"{shape.Rows}{shape.Date}/{index}"), [.. arrays.Select(array => array?[index])]));
    }
}
