using Markdig.Extensions.Tables;

namespace Nanobot.Services.Reports.Formats;

/// <summary>A table as lines of plain text whose columns stand below each other; a column of figures to the right.</summary>
internal static class PlainTable
{
    private const string Between = "  ";

    public static IEnumerable<string> Lines(Table table)
    {
        var rows = table.OfType<TableRow>().Select(static row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(PlainInlines.Of).ToList())).ToList();
        var columns = rows.Max(static row => row.Cells.Count);
        var widths = Enumerable.Range(0, columns).Select(column => rows.Max(row => DisplayWidth.Of(Cell(row.Cells, column)))).ToList();
        var figures = Enumerable.Range(0, columns).Select(column => column > 0 && rows.TrueForAll(row => row.IsHeader || IsFigure(Cell(row.Cells, column)))).ToList();
        foreach (var (isHeader, cells) in rows)
        {
            yield return string.Join(Between, widths.Select((width, column) => Pad(Cell(cells, column), width, figures[column]))).TrimEnd();
            if (isHeader)
            {
                yield return string.Join(Between, widths.Select(static width => new string('-', width)));
            }
        }
    }

    private static string Cell(List<string> cells, int column) => column < cells.Count ? cells[column] : "";

    private static bool IsFigure(string cell) => cell.Length == 0 || char.IsAsciiDigit(cell[0]) || cell[0] is '+' or '-' or '–' or '−';

    private static string Pad(string cell, int width, bool toTheRight)
    {
        var space = new string(' ', width - DisplayWidth.Of(cell));
        return toTheRight ? space + cell : cell + space;
    }
}
