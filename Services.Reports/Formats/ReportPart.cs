namespace Nanobot.Services.Reports.Formats;

/// <summary>A section with its claim to room where not all of a report fits.</summary>
/// <param name="Section">The section.</param>
/// <param name="Turn">Who takes room first: the lowest; of equals the one that stands first.</param>
/// <param name="Share">The most that it takes at its turn, of the room that is left. What nobody wants goes round once more.</param>
internal sealed record ReportPart(Section Section, int Turn, double Share)
{
    /// <summary>All parts within some room, in the order in which they stand.</summary>
    public static string Fit(IReadOnlyList<ReportPart> parts, int room, ReportTexts texts)
    {
        var written = parts.Select(static _ => "").ToArray();
        foreach (var isSecond in new[] { false, true })
        {
            foreach (var (place, part) in parts.Index().OrderBy(static one => one.Item.Turn))
            {
                var left = room - written.Sum(static text => text.Length);
                written[place] = part.Section.Fit(written[place].Length + (isSecond ? left : (int)(left * part.Share)), texts);
            }
        }

        return string.Concat(written);
    }
}
