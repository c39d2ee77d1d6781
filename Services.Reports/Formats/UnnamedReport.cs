using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>A report as strangers see it: what stands below its title says when it was made, and not for whom.</summary>
internal static class UnnamedReport
{
    private const string Between = "\n\n";

    public static string Of(string markdown, string userId)
    {
        var blocks = markdown.Split(Between);
        if (blocks.Length < 2)
        {
            return markdown;
        }

        var name = MarkdownText.Escape(userId);
        blocks[1] = new[] { ReportLanguage.Chinese, ReportLanguage.English }.Select(language => new ReportTexts(language).Unnamed(blocks[1], name)).FirstOrDefault(static unnamed => unnamed is not null)
            // Whatever else it says of the user nobody is to see.
            ?? (blocks[1].Contains(name, StringComparison.Ordinal) && !blocks[1].StartsWith('#') ? "" : blocks[1]);
        return string.Join(Between, blocks.Where(static (block, index) => index != 1 || block.Length > 0));
    }

    /// <summary>The line that says for whom a report was made, without that; null where it is no such line.</summary>
    private static string? Unnamed(this ReportTexts texts, string line, string name)
    {
        const string mark = "\u0001";
        var parts = texts.MadeFor(name, mark, "").Split(mark);
        return line.StartsWith(parts[0], StringComparison.Ordinal) ? texts.Made(line[parts[0].Length..]) : null;
    }
}
