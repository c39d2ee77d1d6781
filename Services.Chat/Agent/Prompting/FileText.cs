using Nanobot.Platform.Ai;
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

    /// <summary>What is shown of <paramref name="file"/>, in no more than <paramref name="tokens"/>.</summary>
    public static FileText Of(WorkspaceFile file, long tokens)
    {
        var text = file.Text ?? "";
        var shown = TextCut.Beginning(text, Math.Min(Most, TokenEstimate.Fitting(text, tokens)));
        return new FileText(shown, shown.Length < text.Length);
    }
}
