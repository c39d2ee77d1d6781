using System.Text.RegularExpressions;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>How people ask for something: patterns, English and Chinese, that run in linear time on any input.</summary>
public static class OfflinePattern
{
    /// <summary>The pattern of <paramref name="text"/>: case does not count, and a dot stands for line ends too.</summary>
    public static Regex Of(string text) => new(text,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    /// <summary>
    /// Recognises a request by the first of <paramref name="patterns"/> that matches, and reads the tool's arguments from
    /// the match.
    /// </summary>
    public static Func<string, Dictionary<string, object?>?> Recognise(
        Func<Match, Dictionary<string, object?>> arguments, params IReadOnlyList<string> patterns)
    {
        // Half a megabyte each: not before somebody asks the offline engine for something.
        var compiled = new Lazy<Regex[]>(() => [.. patterns.Select(Of)]);
        return request => compiled.Value.Select(pattern => pattern.Match(request)).FirstOrDefault(static match => match.Success) is { } match
            ? arguments(match)
            : null;
    }

    /// <summary>
    /// Matches what is, from its beginning to its end, of one of <paramref name="forms"/>: a request that says more than that
    /// wants more than that. Groups of several forms may share a name.
    /// </summary>
    public static Func<string, Match?> Whole(params IReadOnlyList<string> forms)
    {
        var compiled = new Lazy<Regex>(() => Of($@"^\s*(?:{string.Join('|', forms)})\s*$"));
        return text => compiled.Value.Match(text) is { Success: true } match ? match : null;
    }
}
