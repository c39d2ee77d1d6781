using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>Which tool a model means by a name that is nearly a tool's.</summary>
internal static class ToolNames
{
    private const int Most = 64;
    private const string Unnamed = "unnamed";

    /// <summary>
    /// The tool on offer that <paramref name="name"/> means: by itself, without the namespace in front or the number behind,
    /// or spelt with other case, hyphens or spaces. Where it means none or more than one, the name as one that a tool could have,
    /// so that the model can be told that there is none.
    /// </summary>
    public static string Of(string name, IEnumerable<AITool>? tools)
    {
        var offered = tools?.Select(static tool => tool.Name).ToList() ?? [];
        return offered.Contains(name) ? name : Forms(name).Select(form => Meant(form, offered)).FirstOrDefault(static meant => meant is not null) ?? Usable(name);
    }

    // "functions.read", "default_api:read", "functions.read:0", "read<|mark of the model's own|>".
    private static IEnumerable<string> Forms(string name)
    {
        var bare = name.Split("<|")[0];
        yield return bare;
        var parts = bare.Split(['.', ':', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (parts.Count > 1 && parts[^1].All(char.IsAsciiDigit))
        {
            parts.RemoveAt(parts.Count - 1);
        }

        for (var first = 0; first < parts.Count; first++)
        {
            yield return string.Join('_', parts.Skip(first));
        }
    }

    private static string? Meant(string form, List<string> offered)
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
