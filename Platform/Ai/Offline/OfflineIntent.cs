using System.Text.RegularExpressions;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>One kind of plain request and the tool that serves it.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Patterns">How people ask for it; the first that matches gives the arguments.</param>
/// <param name="Arguments">The tool's arguments from the match.</param>
internal sealed record OfflineIntent(string Tool, IReadOnlyList<Regex> Patterns, Func<Match, Dictionary<string, object?>> Arguments)
{
    public Dictionary<string, object?>? Recognise(string request)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Match(request) is { Success: true } match)
            {
                return Arguments(match);
            }
        }

        return null;
    }
}
