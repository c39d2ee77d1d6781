using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools.MemoryAppend;

/// <summary>What MEMORY.md says with one entry more: a list of lines.</summary>
internal static class MemoryText
{
    /// <summary>The text as one line, so that no part of it can pose as another entry or a heading.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The content with <paramref name="entry"/>, or null where it stands there already.</summary>
    public static string? With(WorkspaceFile? file, string entry)
    {
        var line = $"- {entry}";
        var text = (file?.Text ?? "").TrimEnd();
        // Of the file that a workspace begins with only the heading stays: that nothing is remembered is no longer true.
        if (file?.Author == FileAuthor.Template)
        {
            text = text.Split('\n')[0].TrimEnd();
        }

        var lines = text.Split('\n');
        return lines.Select(static written => written.TrimEnd()).Contains(line) ? null
            : text.Length == 0 ? $"{line}\n"
            : $"{text}{(lines[^1].StartsWith("- ", StringComparison.Ordinal) ? "\n" : "\n\n")}{line}\n";
    }
}
