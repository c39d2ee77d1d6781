namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>
/// Who wrote a file, as an archive's entry says it in its comment: so that what an assistant wrote after it had read text of others is that again where
/// the archive is taken in. A comment can only take trust away: whoever sends an archive sends all that it says nothing of by hand, like a single file.
/// </summary>
internal static class ArchivedAuthor
{
    private const string Assistant = "author=assistant";
    private const string ReadText = $"{Assistant}; has-read-text";

    /// <summary>The comment; empty for what is the user's own or came with the workspace.</summary>
    public static string Write(FileAuthor? author) => author switch
    {
        { Kind: "user" or "template" } => "",
        { HasReadText: false } => Assistant,
        _ => ReadText,
    };

    /// <summary>The author that it names.</summary>
    public static FileAuthor Read(string comment) => comment switch
    {
        ReadText => new FileAuthor("assistant", HasReadText: true),
        Assistant => new FileAuthor("assistant"),
        _ => FileAuthor.User,
    };
}
