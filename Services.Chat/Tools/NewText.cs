using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tools;

/// <summary>What a call would make of a file's text, as its arguments say it.</summary>
internal abstract record NewText
{
    /// <summary>All of it.</summary>
    public sealed record Whole(string Text) : NewText;

    /// <summary>The file would be gone.</summary>
    public sealed record Gone : NewText;

    /// <summary>What it is, with a piece of it that stands there once in another form.</summary>
    public sealed record Edited(string Before, string After) : NewText;

    /// <summary>What it was at a revision.</summary>
    public sealed record Restored(int Revision) : NewText;

    /// <summary>What another file is.</summary>
    public sealed record Moved(WorkspacePath From) : NewText;
}
