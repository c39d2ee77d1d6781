using System.Text;
using System.Text.Unicode;

namespace Nanobot.Services.Chat.Domain.Workspaces;

/// <summary>One file with its content.</summary>
internal sealed record WorkspaceFile(string Path, ReadOnlyMemory<byte> Content, long Revision, DateTimeOffset UpdatedAt)
{
    /// <summary>The content as text, or null when it is not UTF-8 text.</summary>
    public string? Text => Utf8.IsValid(Content.Span) && !Content.Span.Contains((byte)0) ? Encoding.UTF8.GetString(Content.Span) : null;
}
