namespace Nanobot.Services.Chat.Trust;

/// <summary>Labels as they are stored, shown and told to policies: their names, parted by blanks. No name is part of another one.</summary>
internal static class LabelSet
{
    private static readonly (TextLabels Label, string Name)[] Table =
    [
        (TextLabels.User, "user"), (TextLabels.Workspace, "workspace"), (TextLabels.Tool, "tool"), (TextLabels.Web, "web"), (TextLabels.Other, "other"),
    ];

    /// <summary>Each label by itself.</summary>
    public static IReadOnlyList<TextLabels> Each { get; } = [.. Table.Select(static entry => entry.Label)];

    /// <summary>The names, in their order.</summary>
    public static IReadOnlyList<string> NamesOf(TextLabels labels) => [.. Table.Where(entry => labels.HasFlag(entry.Label)).Select(static entry => entry.Name)];

    /// <summary>The names as one text; empty for none.</summary>
    public static string Write(TextLabels labels) => string.Join(' ', NamesOf(labels));

    /// <summary>What is stored; null where nothing is. A name that this version does not know is somebody else's text.</summary>
    public static TextLabels? Read(string? stored) => stored?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(TextLabels.None, static (labels, name) =>
        labels | (Array.Find(Table, entry => entry.Name == name).Label is var label and not TextLabels.None ? label : TextLabels.Other));

    /// <summary>Whether others than the user may have had a hand in it.</summary>
    public static bool HoldOthersText(this TextLabels labels) => (labels & ~TextLabels.User) != TextLabels.None;
}
