using System.Text;
using System.Text.Unicode;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>One file with its content.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Revision">Counts up with each write; above that of any deleted file from the start.</param>
/// <param name="UpdatedAt">When it was written last.</param>
/// <param name="Author">Who wrote this revision, or null where that was not recorded.</param>
internal sealed record WorkspaceFile(string Path, ReadOnlyMemory<byte> Content, long Revision, DateTimeOffset UpdatedAt, FileAuthor? Author)
{
    /// <summary>The content as text, or null when it is not UTF-8 text.</summary>
    public string? Text => TextOf(Content.Span);

    /// <summary>Where its content may have come from. Of what was not recorded nobody knows.</summary>
    public TextLabels Labels => Author?.Labels ?? TextLabels.Other;

    /// <summary>Some content as text, or null when it is not UTF-8 text.</summary>
    public static string? TextOf(ReadOnlySpan<byte> content) => Utf8.IsValid(content) && !content.Contains((byte)0) ? Encoding.UTF8.GetString(content) : null;
}
