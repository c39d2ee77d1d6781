using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Memory;

/// <summary>What MEMORY.md says: a list of lines, one a fact.</summary>
internal static class MemoryLines
{
    private const string Mark = "- ";

    /// <summary>The text as one line, so that no part of it can pose as another entry or a heading.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the file's lines say, in their order.</summary>
    public static IEnumerable<string> Of(WorkspaceFile? file) =>
        Split(file?.Text ?? "").Where(static line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(static line => line[Mark.Length..]);

    /// <summary>The content with <paramref name="entries"/>, or null where all of them stand there already.</summary>
    public static string? With(WorkspaceFile? file, params IReadOnlyList<string> entries)
    {
        var text = (file?.Text ?? "").TrimEnd();
        // Of the file that a workspace begins with only the heading stays: that nothing is remembered is no longer true.
        if (file?.Author == FileAuthor.Template)
        {
            text = text.Split('\n')[0].TrimEnd();
        }

        var known = Split(text).ToList();
        var added = entries.Select(static entry => Mark + entry).Where(line => !known.Contains(line)).ToList();
        return added.Count == 0 ? null
            : text.Length == 0 ? $"{string.Join('\n', added)}\n"
            : $"{text}{(known[^1].StartsWith(Mark, StringComparison.Ordinal) ? "\n" : "\n\n")}{string.Join('\n', added)}\n";
    }

    /// <summary>The content without <paramref name="entries"/>, or null where none of them stands there.</summary>
    public static string? Without(WorkspaceFile? file, params IReadOnlyList<string> entries)
    {
        var lines = (file?.Text ?? "").Split('\n');
        var gone = entries.Select(static entry => Mark + entry).ToHashSet(StringComparer.Ordinal);
        var kept = lines.Where(line => !gone.Contains(line.TrimEnd())).ToList();
        return kept.Count == lines.Length ? null : string.Join('\n', kept);
    }

    private static IEnumerable<string> Split(string text) => text.Split('\n').Select(static line => line.TrimEnd());
}
