namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Which field of a line is which: names in any order, letter case and dress, as providers write them.</summary>
internal sealed class PriceHeader
{
    private const int MostFields = 200;
    private static readonly char[] Around = [' ', '\t', '"', '\'', '\u00A0'];
    private readonly Dictionary<PriceColumn, int> _at;

    private PriceHeader(Dictionary<PriceColumn, int> at, int fields, string? twice, bool isAdjusted)
    {
        _at = at;
        Fields = fields;
        Twice = twice;
        IsAdjusted = isAdjusted;
    }

    /// <summary>Fields of the line, up to the last with a name.</summary>
    public int Fields { get; }

    /// <summary>The name of a column that it has twice, or null.</summary>
    public string? Twice { get; }

    /// <summary>Whether its only closes are adjusted ones, which the other prices beside them are not.</summary>
    public bool IsAdjusted { get; }

    /// <summary>Reads a line that may be a header: one with a date and a closing price.</summary>
    public static PriceHeader? Find(string[] line)
    {
        if (line.Length > MostFields)
        {
            return null;
        }

        var names = line.Select(PriceNames.Plain).ToArray();
        var at = new Dictionary<PriceColumn, int>();
        foreach (var (column, known) in PriceNames.All)
        {
            var name = Array.Find(known, name => names.Contains(name) && !at.ContainsValue(Array.IndexOf(names, name)));
            if (name is not null)
            {
                at[column] = Array.IndexOf(names, name);
            }
        }

        var isAdjusted = !at.ContainsKey(PriceColumn.Close) && PriceNames.Adjusted.FirstOrDefault(names.Contains) is { } adjusted && (at[PriceColumn.Close] = Array.IndexOf(names, adjusted)) >= 0;
        if (isAdjusted)
        {
            at.Remove(PriceColumn.Open);
            at.Remove(PriceColumn.High);
            at.Remove(PriceColumn.Low);
        }

        if (!isAdjusted && Array.FindIndex(names, static name => PriceNames.Adjusted.Contains(name)) is >= 0 and var beside && !at.ContainsValue(beside))
        {
            at[PriceColumn.Adjusted] = beside;
        }

        // An index without a name, as programs write it: whether it holds dates shows below.
        if (!at.ContainsKey(PriceColumn.Date) && line.Length > 1 && string.IsNullOrWhiteSpace(line[0]))
        {
            at[PriceColumn.Date] = 0;
        }

        if (!at.ContainsKey(PriceColumn.Date) || !at.ContainsKey(PriceColumn.Close))
        {
            return null;
        }

        var twice = line.Where((_, index) => at.ContainsValue(Array.IndexOf(names, names[index])) && Array.IndexOf(names, names[index]) != index).FirstOrDefault()?.Trim(Around);
        return new PriceHeader(at, Array.FindLastIndex(names, static name => name.Length > 0) + 1, twice, isAdjusted);
    }

    /// <summary>The field of a column, without spaces and quotes around it; empty where the file has none.</summary>
    public string Field(string[] line, PriceColumn column) => _at.TryGetValue(column, out var index) && index < line.Length ? line[index].Trim(Around) : "";
}
