using System.Globalization;
using System.Text;
using Nanobot.Services.Reports.Formats;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Nanobot.Services.Reports.Printing;

/// <summary>
/// A report's plain text as a PDF, where there is no browser to print its page: no charts, no links, no tags, one font. Every column has its place, so that tables stand as they do in the text.
/// </summary>
internal static class PlainPdf
{
    private const double Margin = 48;
    private const double Size = 9.5;
    private const double Line = 14;
    private const double Column = Size / 2;
    private const string Gap = "  ";

    /// <summary>The PDF.</summary>
    /// <param name="text">The report as plain text; its first line is the title.</param>
    /// <param name="fontPath">The TrueType font.</param>
    /// <param name="language">Its language, for example <c>zh-CN</c>.</param>
    /// <param name="at">When the report was made.</param>
    public static byte[] Write(string text, string fontPath, string language, DateTimeOffset at)
    {
        PlainFont.Use(fontPath);
        using var document = new PdfDocument();
        var lines = text.TrimEnd().Split('\n');
        document.Info.Title = lines[0];
        document.Info.CreationDate = at.UtcDateTime;
        document.Language = language;
        var (font, small) = (new XFont(PlainFont.Family, Size), new XFont(PlainFont.Family, 8));
        var first = document.AddPage();
        first.Size = PdfSharp.PageSize.A4;
        var (columns, rows) = ((int)((first.Width.Point - (2 * Margin)) / Column), (int)((first.Height.Point - (2 * Margin)) / Line));
        var pages = lines.SelectMany(line => Wrap(line, columns)).Chunk(rows).ToList();
        for (var number = 1; number <= pages.Count; number++)
        {
            var page = number == 1 ? first : document.AddPage();
            page.Size = PdfSharp.PageSize.A4;
            using var drawing = XGraphics.FromPdfPage(page);
            foreach (var (row, line) in pages[number - 1].Index())
            {
                Draw(drawing, font, line, Margin + (Line * (row + 1)));
            }

            drawing.DrawString(string.Create(CultureInfo.InvariantCulture, $"{number} / {pages.Count}"), small, XBrushes.Gray, new XPoint(page.Width.Point / 2, page.Height.Point - (Margin / 2)), XStringFormats.BottomCenter);
        }

        using var octets = new MemoryStream();
        document.Save(octets);
        return octets.ToArray();
    }

    // What is apart by two blanks or more is a column of its own, and begins where it does in the text.
    private static void Draw(XGraphics drawing, XFont font, string line, double y)
    {
        var column = 0;
        while (column < line.Length)
        {
            var end = line.IndexOf(Gap, column, StringComparison.Ordinal);
            var part = line[column..(end < 0 ? line.Length : end)];
            if (part.Length > 0)
            {
                drawing.DrawString(part, font, XBrushes.Black, new XPoint(Margin + (Column * DisplayWidth.Of(line[..column])), y));
            }

            column += part.Length;
            while (column < line.Length && line[column] == ' ')
            {
                column++;
            }
        }
    }

    private static IEnumerable<string> Wrap(string line, int columns)
    {
        var rest = line;
        while (DisplayWidth.Of(rest) > columns)
        {
            var cut = Cut(rest, columns);
            yield return rest[..cut].TrimEnd();
            rest = rest[cut..].TrimStart();
        }

        yield return rest;
    }

    // Behind the last blank that fits, or else behind the last character that does.
    private static int Cut(string line, int columns)
    {
        var (length, width, blank) = (0, 0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            width += DisplayWidth.Of(rune);
            if (width > columns)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
            blank = rune == new Rune(' ') ? length : blank;
        }

        return blank > length / 2 ? blank : Math.Max(length, 1);
    }
}
