namespace Nanobot.Services.Chat.Tools;

/// <summary>What a tool does with the state in its scope.</summary>
internal enum ToolAccess
{
    /// <summary>It returns what is there: text that others may have written.</summary>
    Read,

    /// <summary>It has an effect, and returns no more than that.</summary>
    Write,
}
