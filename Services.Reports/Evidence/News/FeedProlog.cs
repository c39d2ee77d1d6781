using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>What stands before the first element of a feed.</summary>
/// <param name="Start">Where that element begins.</param>
/// <param name="HasJunk">Whether there is something that does not belong there, as warnings of the program that wrote it.</param>
internal readonly partial record struct FeedProlog(int Start, bool HasJunk)
{
    /// <summary>
    /// Passes over declarations, comments and document types. Nothing that a document type names is ever fetched; one that
    /// declares entities of its own is refused, and so is a web page.
    /// </summary>
    /// <exception cref="MalformedFeedException">There is no feed in it, or one that must not be read.</exception>
    public static FeedProlog Read(string text)
    {
        var (at, junk, page) = (0, false, false);
        while (text.IndexOf('<', at) is >= 0 and var start)
        {
            junk |= !text.AsSpan(at, start - at).IsWhiteSpace();
            var rest = text.AsSpan(start);
            if (rest.StartsWith("<!--"))
            {
                at = After(text, "-->", start);
            }
            else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                at = After(text, ">", start);
                Check(text.AsSpan(start, at - start));
            }
            else if (rest is ['<', '?' or '!', ..])
            {
                // What ends as an instruction should may have a ">" in it.
                at = rest.IndexOf("?>") is > 0 and var end && !rest[1..end].Contains('<') ? start + end + 2 : After(text, ">", start);
            }
            else if (Root().IsMatch(text, start))
            {
                return new FeedProlog(start, junk);
            }
            else
            {
                (at, junk, page) = (start + 1, true, page || Page().IsMatch(text, start));
            }
        }

        throw new MalformedFeedException(page ? FeedFailures.WebPage : text.AsSpan().IsWhiteSpace() ? FeedFailures.Nothing : FeedFailures.NoFeed);
    }

    private static void Check(ReadOnlySpan<char> declaration)
    {
        if (declaration.Contains('['))
        {
            throw new MalformedFeedException(FeedFailures.DocumentType);
        }

        if (declaration["<!DOCTYPE".Length..].TrimStart().StartsWith("html", StringComparison.OrdinalIgnoreCase))
        {
            throw new MalformedFeedException(FeedFailures.WebPage);
        }
    }

    private static int After(string text, string end, int start) =>
        text.IndexOf(end, start, StringComparison.Ordinal) is >= 0 and var found ? found + end.Length : text.Length;

    [GeneratedRegex(@"\G<(?:[\w.\-]{1,40}:)?(?:rss|feed|rdf|channel|entry)(?=[\s/>])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Root();

    [GeneratedRegex(@"\G<(?:html|head|body|script|meta|div|form|iframe|center|h1)(?=[\s/>])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
