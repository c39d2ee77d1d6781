using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Who wrote a file's content, as it is stored with the file's revision.</summary>
/// <param name="Kind"><c>template</c>, <c>user</c>, <c>assistant</c>, <c>consolidation</c> or <c>clone</c>.</param>
/// <param name="TurnId">Of an assistant: the turn in which it wrote.</param>
/// <param name="Labels">Where the content may have come from: of an assistant all that the turn had read.</param>
internal sealed record FileAuthor(string Kind, Guid? TurnId, TextLabels Labels)
{
    /// <summary>The file is as the workspace began with it.</summary>
    public static FileAuthor Template { get; } = new("template", null, TextLabels.None);

    /// <summary>The user, by hand.</summary>
    public static FileAuthor User { get; } = new("user", null, TextLabels.User);

    /// <summary>Whether others than the user may have had a hand in it.</summary>
    public bool HasReadText => Labels.HoldOthersText();

    public static FileAuthor Assistant(Guid turnId, TextLabels labels) => new("assistant", turnId, labels);

    /// <summary>What was kept of conversations, in nobody's turn.</summary>
    public static FileAuthor Consolidation(TextLabels labels) => new("consolidation", null, labels);

    /// <summary>
    /// What it is to a user whose workspace it is copied into: the house's stays the house's, and of all else somebody else had a hand in it, whoever wrote it.
    /// </summary>
    public static FileAuthor Cloned(FileAuthor? author) => author == Template ? Template : new("clone", null, (author?.Labels ?? TextLabels.None) | TextLabels.Other);

    /// <summary>
    /// As it is stored. A version that knows no labels leaves those of an earlier revision where they were, and says by itself whether text of others was read: that it
    /// was not is believed of it, and that it was, too.
    /// </summary>
    public static FileAuthor Stored(string kind, Guid? turnId, bool hasReadText, string? labels)
    {
        var known = LabelSet.Read(labels) ?? TextLabels.User;
        return new FileAuthor(kind, turnId, kind == Template.Kind ? TextLabels.None
            : !hasReadText ? TextLabels.User
            : known.HoldOthersText() ? known
            : known | TextLabels.Other);
    }
}
