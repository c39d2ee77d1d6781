using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>As much of a file's text as a prompt shows.</summary>
/// <param name="Shown">The text.</param>
/// <param name="IsCut">Whether there is more of it.</param>
internal readonly record struct FileText(string Shown, bool IsCut)
{
    public const string Note = "[cut: read the file for the rest]";
    private const int Most = 20_000;

    /// <summary>The text, and the note where it is cut.</summary>
    public string WithNote => IsCut ? $"{Shown}\n{Note}" : Shown;

    public static FileText Of(WorkspaceFile file)
    {
        var text = file.Text ?? "";
        return new FileText(TextCut.Beginning(text, Most), text.Length > Most);
    }
}
