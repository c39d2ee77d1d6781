using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Tells people what two reports differ in: figures, headlines, sources, words. A part in which nothing changed is left out.</summary>
internal sealed class ComparisonView(ComparisonTexts texts, IComparisonWriter writer)
{
    private const string None = "–";

    public void Write(ReportComparison comparison)
    {
        writer.Title(texts.Title);
        writer.Paragraph(texts.From(comparison.From));
        writer.Paragraph(texts.To(comparison.To));
        foreach (var report in new[] { comparison.From, comparison.To }.Where(static report => !report.HasEvidence))
        {
            writer.Paragraph(texts.WithoutEvidence(report));
        }

        var isSame = new[] { Quotes(comparison.Quotes), Headlines(comparison.Headlines), Sources(comparison.Sources), Text(comparison.Text) }.All(static isEmpty => isEmpty);
        if (isSame)
        {
            writer.Paragraph(texts.Nothing);
        }
    }

    private bool Quotes(ComparedQuotes? quotes)
    {
        if (quotes is null || quotes.Added.Count + quotes.Removed.Count + quotes.Changed.Count == 0)
        {
            return true;
        }

        writer.Heading(2, texts.Prices);
        writer.Table(texts.Columns,
            [
                .. quotes.Changed.Select(change => Row(change.Symbol, change.From, change.To, Figures.Change(change.Difference), Figures.Percent(change.Percent), Note(change))),
                .. quotes.Added.Select(quote => Row(quote.Symbol, null, quote, None, None, texts.Added)),
                .. quotes.Removed.Select(quote => Row(quote.Symbol, quote, null, None, None, texts.Removed)),
            ]);
        if (quotes.Unchanged.Count > 0)
        {
            writer.Paragraph(texts.Unchanged(string.Join(texts.Comma, quotes.Unchanged)));
        }

        return false;
    }

    private string Note(QuoteChange change) =>
        change.NotCompared is not null ? texts.NotCompared(change)
        : (change.From.Adjusted ?? change.To.Adjusted) is { } adjusted ? texts.Adjusted(Figures.Price(adjusted))
        : "";

    private static string[] Row(string symbol, ComparedFigures? from, ComparedFigures? to, string difference, string percent, string note) =>
        [symbol, .. Side(from), .. Side(to), difference, percent, note];

    private static string[] Side(ComparedFigures? figures) => figures is null
        ? [None, None, None, None]
        : [Figures.Date(figures.Date), figures.Currency is { } currency ? $"{Figures.Price(figures.Price)} {currency}" : Figures.Price(figures.Price), Figures.Percent(figures.Percent), Figures.Volume(figures.Volume)];

    private bool Headlines(ComparedHeadlines? headlines)
    {
        if (headlines is null || headlines.Added.Count + headlines.Removed.Count == 0)
        {
            return true;
        }

        writer.Heading(2, texts.Headlines);
        Headlines(texts.NewHeadlines, headlines.Added);
        Headlines(texts.GoneHeadlines, headlines.Removed);
        writer.Paragraph(texts.KeptHeadlines(headlines.Kept.Count));
        return false;
    }

    private void Headlines(string heading, IReadOnlyList<ComparedHeadline> headlines)
    {
        if (headlines.Count > 0)
        {
            writer.Heading(3, heading);
            foreach (var headline in headlines)
            {
                writer.Item(headline.Title, headline.Link);
            }
        }
    }

    private bool Sources(ComparedSources? sources)
    {
        if (sources is null || sources.Failed.Count + sources.Recovered.Count == 0)
        {
            return true;
        }

        writer.Heading(2, texts.Sources);
        foreach (var line in sources.Failed.Select(texts.Failed).Concat(sources.Recovered.Select(texts.Recovered)).Concat(sources.StillFailing.Select(texts.StillFailing)))
        {
            writer.Item(line);
        }

        return false;
    }

    private bool Text(ComparedText text)
    {
        if (!text.IsTooLarge && text.Changes.Count == 0)
        {
            return true;
        }

        writer.Heading(2, texts.Text);
        if (text.IsTooLarge)
        {
            writer.Paragraph(texts.TooLarge);
        }

        string? section = "";
        foreach (var change in text.Changes)
        {
            if (change.Section != section && change.Section.Length > 0)
            {
                writer.Heading(3, change.Section);
            }

            section = change.Section;
            Change(change);
        }

        if (text.WithoutWords > 0)
        {
            writer.Paragraph(texts.WithoutWords(text.WithoutWords));
        }

        return false;
    }

    private void Change(TextChange change)
    {
        switch (change)
        {
            case { Kind: TextPairs.Changed, Words: { } words }:
                writer.Change(texts.ChangedText, words);
                break;
            default:
                if (change.From is { } from)
                {
                    writer.Change(texts.RemovedText, [new TextSpan(WordComparison.Removed, from)]);
                }

                if (change.To is { } to)
                {
                    writer.Change(texts.AddedText, [new TextSpan(WordComparison.Added, to)]);
                }

                break;
        }
    }
}
