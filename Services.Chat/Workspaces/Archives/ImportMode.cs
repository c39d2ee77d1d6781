namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>What becomes of files that are there already with other content.</summary>
internal enum ImportMode
{
    /// <summary>Nothing is taken in.</summary>
    Refuse,

    /// <summary>They stay as they are.</summary>
    Keep,

    /// <summary>They are replaced, and kept in their history.</summary>
    Replace,
}
