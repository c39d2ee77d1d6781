namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Who wrote a file's content, as it is stored with the file's revision.</summary>
/// <param name="Kind"><c>template</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="TurnId">Of an assistant: the turn in which it wrote.</param>
/// <param name="HasReadText">Of an assistant: whether that turn had read text that others may have written, from a tool or the web.</param>
internal sealed record FileAuthor(string Kind, Guid? TurnId = null, bool HasReadText = false)
{
    /// <summary>The file is as the workspace began with it.</summary>
    public static FileAuthor Template { get; } = new("template");

    /// <summary>The user, by hand.</summary>
    public static FileAuthor User { get; } = new("user");

    public static FileAuthor Assistant(Guid turnId, bool hasReadText) => new("assistant", turnId, hasReadText);
}
