using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Reads daily prices with at least a date and a close from text in columns, in the forms that providers have.</summary>
internal static class PriceFile
{
    /// <param name="document">The document.</param>
    /// <param name="today">The day, in UTC.</param>
    /// <exception cref="MalformedQuotesException">Some line is not as it should be.</exception>
    public static PriceList Parse(SourceDocument document, DateOnly today)
    {
        var text = PriceText.Of(document);
        var remarks = new List<Wording>();
        if (document.IsCutOff)
        {
            text = text[..(text.LastIndexOfAny(['\n', '\r']) + 1)];
            remarks.Add(PriceWords.CutOff);
        }

        var table = PriceTable.Read(text);
        var numbers = PriceNumbers.Of(
            table.Lines.SelectMany(line => new[] { PriceColumn.Open, PriceColumn.High, PriceColumn.Low, PriceColumn.Close }.Select(column => table.Header.Field(line.Fields, column))),
            table.Lines.Select(line => table.Header.Field(line.Fields, PriceColumn.Volume)));
        return PriceRows.Read(table, numbers, today, remarks);
    }
}
