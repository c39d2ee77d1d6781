namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>What a file of Markdown says of itself ahead of its text: lines of a name, a colon and a value, between two lines of three hyphens.</summary>
internal static class FrontMatter
{
    private const string Edge = "---";

    /// <summary>The value of <paramref name="name"/> as one text, without the quotation marks around it; null where there is none.</summary>
    public static string? Value(string text, string name)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != Edge)
        {
            return null;
        }

        for (var i = 1; i < lines.Length && lines[i].TrimEnd() != Edge; i++)
        {
            if (lines[i].Split(':', 2) is [var key, var value] && key == name)
            {
                // Where it goes on, further lines stand further in.
                var rest = lines.Skip(i + 1).TakeWhile(static line => line.StartsWith(' ') || line.StartsWith('\t'));
                var whole = string.Join(' ', rest.Prepend(value.Trim() is ['>' or '|', ..] ? "" : value).Select(static line => line.Trim())).Trim();
                return Unquoted(whole) is { Length: > 0 } said ? said : null;
            }
        }

        return null;
    }

    private static string Unquoted(string value) => value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1].Trim() : value;
}
