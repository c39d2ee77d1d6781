using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Formats;

/// <summary>Puts text from elsewhere into Markdown (CommonMark 0.31 and tables) so that it shows as itself and nothing more.</summary>
internal static partial class MarkdownText
{
    /// <summary>One line of text, escaped. Citations such as <c>[E1]</c> stay readable where <paramref name="keepCitations"/>.</summary>
    public static string Escape(string text, bool keepCitations = false)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (keepCitations && text[i] == '[' && Citation().Match(text, i) is { Success: true } citation)
            {
                escaped.Append(citation.Value);
                i += citation.Length - 1;
                if (i + 1 < text.Length && text[i + 1] is ':' or '(')
                {
                    // With these behind it, the citation would turn into a link, or define where its like lead to.
                    escaped.Append('\\').Append(text[++i]);
                }

                continue;
            }

            if (IsSpecial(text, i))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[i] is '\n' or '\r' or '\0' ? ' ' : text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>An http or https address as the target of a link.</summary>
    public static string Target(Uri link) =>
        Entity().Replace(link.AbsoluteUri
            .Replace("\\", "%5C", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal), "&amp;");

    private static bool IsSpecial(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '~' => true,
        // An entity would turn into what was to be escaped.
        '&' => i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#'),
        // At the start of a line these make headings, lists and rules.
        '#' or '+' or '-' or '=' or ':' => i == 0,
        '.' or ')' => i is > 0 and < 10 && (i + 1 == text.Length || text[i + 1] == ' ') && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };

    [GeneratedRegex(@"\G\[E\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"&(?=#?\w+;)", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();
}
