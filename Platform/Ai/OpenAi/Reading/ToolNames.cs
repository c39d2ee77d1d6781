using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Which tool a model means by a name that is nearly a tool's, or by pieces of one.</summary>
internal static class ToolNames
{
    private const int Most = 64;
    private const string Unnamed = "unnamed";
    private static readonly string[] Separators = [".", ":", "/", "__"];

    public static IReadOnlyList<string> Offered(IEnumerable<AITool>? tools) => [.. tools?.Select(static tool => tool.Name) ?? []];

    /// <summary>
    /// The tool on offer that <paramref name="name"/> means: by itself, without the namespace in front or the number behind,
    /// or spelt with other case, hyphens or spaces. Where it means none or more than one, the name as one that a tool could have,
    /// so that the model can be told that there is none.
    /// </summary>
    public static string Of(string name, IReadOnlyList<string> offered) => Meant(name, offered) ?? Usable(name);

    /// <summary>
    /// The one name that two in a row are: pieces of it, or the first ones and all so far. Null where each is a name of its own, or
    /// the second the first once more.
    /// </summary>
    /// <param name="first">The name so far.</param>
    /// <param name="next">What comes next in the place of a name.</param>
    /// <param name="offered">The tools on offer.</param>
    /// <param name="isOneCall">Whether nothing else says that the next one begins another call.</param>
    public static string? Joined(string first, string next, IReadOnlyList<string> offered, bool isOneCall)
    {
        // One that begins with a hyphen or a dot goes on with something, whatever else it means.
        var (known, nextKnown) = (Meant(first, offered), next.TrimStart() is [var start, ..] && char.IsLetterOrDigit(start) ? Meant(next, offered) : null);
        var isSoFar = next.Length > first.Length && next.StartsWith(first, StringComparison.Ordinal);
        if (offered.Count == 0 || (known is not null && nextKnown is not null))
        {
            return isSoFar && known == nextKnown ? next : null;
        }

        return IsBeginning(first + next, offered) ? first + next
            : known is not null || next == first ? null
            : isSoFar && IsBeginning(next, offered) ? next
            // Of a namespace, or of a tool that there is not.
            : isOneCall && nextKnown is null ? first + next : null;
    }

    private static bool IsBeginning(string name, IReadOnlyList<string> offered) =>
        Forms(name).Select(Key).Any(key => key.Length > 0 && offered.Any(tool => Key(tool).StartsWith(key, StringComparison.Ordinal)));

    private static string? Meant(string name, IReadOnlyList<string> offered) =>
        offered.Contains(name) ? name : Forms(name).Select(form => One(form, offered)).FirstOrDefault(static meant => meant is not null);

    // "functions.read", "default_api:read", "mcp__files__read", "functions.read:0", "read<|mark of the model's own|>".
    private static IEnumerable<string> Forms(string name)
    {
        var bare = name.Split("<|")[0];
        yield return bare;
        var parts = bare.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (parts.Count > 1 && parts[^1].All(char.IsAsciiDigit))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        for (var first = 0; first < parts.Count; first++)
        {
            yield return string.Join('_', parts.Skip(first));
        }
    }

    private static string? One(string form, IReadOnlyList<string> offered)
    {
        var key = Key(form);
        var meant = key.Length == 0 ? [] : offered.Where(tool => Key(tool) == key).Take(2).ToList();
        return meant is [var one] ? one : null;
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static string Usable(string name)
    {
        var usable = string.Concat(name.Trim().Select(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_'));
        return usable.Trim('_', '-').Length == 0 ? Unnamed : usable[..Math.Min(usable.Length, Most)];
    }
}
