using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Agent.Prompting;

/// <summary>
/// Files in a prompt, each between two lines that begin with a fence; the first says its length in bytes and who wrote it. The fence is the hash of all
/// that is fenced, so no content can hold it.
/// </summary>
/// <param name="Text">The files.</param>
/// <param name="Fence">What the lines around each begin with.</param>
/// <param name="Labels">Where what they say may have come from.</param>
internal sealed record FencedFiles(string Text, string Fence, TextLabels Labels)
{
    /// <summary>The <paramref name="files"/>, of each at most so many <paramref name="tokens"/>; null where there are none.</summary>
    public static FencedFiles? Of(IEnumerable<WorkspaceFile> files, long tokens)
    {
        var shown = files.Select(file => (File: file, Text: FileText.Of(file, tokens))).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var fence = TextFence.Around([.. shown.Select(static item => item.Text.Shown)]);
        var text = new StringBuilder();
        foreach (var (file, part) in shown)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n{fence} begin {file.Path}: the next {Encoding.UTF8.GetByteCount(part.Shown)} bytes, revision {file.Revision}, {Said(file.Author)}\n");
            text.Append(part.Shown).Append(CultureInfo.InvariantCulture, $"\n{fence} end {file.Path}\n");
            if (part.IsCut)
            {
                text.Append(FileText.Note).Append('\n');
            }
        }

        return new FencedFiles(text.ToString(), fence, shown.Aggregate(TextLabels.None, static (all, item) => all | item.File.Labels));
    }

    private static string Said(FileAuthor? author) => author switch
    {
        { Kind: "template" } => "as the workspace began with it",
        { Kind: "user" } => "written by the user",
        { Kind: "clone" } => $"copied from the workspace of another user, beside text from: {string.Join(", ", LabelSet.NamesOf(author.Labels))}",
        { Kind: "consolidation", HasReadText: true } => $"kept from earlier conversations, beside text from: {string.Join(", ", LabelSet.NamesOf(author.Labels))}",
        { Kind: "consolidation" } => "kept from what the user said in earlier conversations",
        { TurnId: { } turn, HasReadText: true } => $"written by the assistant in turn {turn}, after it had read text from: {string.Join(", ", LabelSet.NamesOf(author.Labels))}",
        { TurnId: { } turn } => $"written by the assistant in turn {turn}",
        _ => "it was not recorded by whom it was written",
    };
}
