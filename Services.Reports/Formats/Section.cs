using System.Text;

namespace Nanobot.Services.Reports.Formats;

/// <summary>A part of a report that can be shortened between its items, never within one.</summary>
/// <param name="Heading">What stands above the items, a table's head included.</param>
/// <param name="Items">Rows, list items or paragraphs.</param>
/// <param name="Separator">Between the items.</param>
/// <param name="Footer">What stands below, or null.</param>
internal sealed record Section(string Heading, IReadOnlyList<string> Items, string Separator, string? Footer)
{
    /// <summary>The first <paramref name="count"/> items; nothing at all for none of some.</summary>
    public string Render(int count, ReportTexts texts)
    {
        if (count == 0 && (Items.Count > 0 || Footer is null))
        {
            return "";
        }

        var text = new StringBuilder(Heading);
        if (count > 0)
        {
            text.AppendJoin(Separator, Items.Take(count)).Append("\n\n");
        }

        if (count < Items.Count)
        {
            text.Append(texts.LeftOut(Items.Count - count)).Append("\n\n");
        }

        return Footer is null ? text.ToString() : text.Append(Footer).Append("\n\n").ToString();
    }

    /// <summary>As many items as fit into <paramref name="budget"/> characters.</summary>
    public string Fit(int budget, ReportTexts texts)
    {
        for (var count = Items.Count; count >= 0; count--)
        {
            if (Render(count, texts) is { } text && text.Length <= budget)
            {
                return text;
            }
        }

        return "";
    }
}
