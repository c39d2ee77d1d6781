namespace Nanobot.Services.Chat.Trust;

/// <summary>Where text may have come from: all that had a hand in it, joined wherever one text is made of others.</summary>
[Flags]
internal enum TextLabels
{
    /// <summary>Nobody's words: what the house itself says, and what tools confirm.</summary>
    None = 0,

    /// <summary>The user's own words, in the conversation or written by hand.</summary>
    User = 1,

    /// <summary>A file of the workspace, whoever wrote it.</summary>
    Workspace = 2,

    /// <summary>The result of a tool.</summary>
    Tool = 4,

    /// <summary>The web, and what is made of it.</summary>
    Web = 8,

    /// <summary>Somebody else, or nobody knows who: what an older version kept without a label.</summary>
    Other = 16,
}
