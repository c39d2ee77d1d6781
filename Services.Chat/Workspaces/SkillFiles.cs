namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Where skills are: a folder each, with a file that says what the skill is for and how it is done.</summary>
internal static class SkillFiles
{
    public const int LongestName = 100;

    /// <summary>What the paths of all begin with.</summary>
    public const string Folder = "skills/";

    /// <summary>What the paths of all end with.</summary>
    public const string File = "/SKILL.md";

    /// <summary>The file of the skill called <paramref name="name"/>; false where none can have that name.</summary>
    public static bool TryPath(string name, out WorkspacePath path)
    {
        path = default;
        return !name.Contains('/', StringComparison.Ordinal) && WorkspacePath.TryParse($"{Folder}{name}{File}", out path);
    }

    /// <summary>The name of the skill in the file at <paramref name="path"/>; null where none is there.</summary>
    public static string? NameOf(string path) =>
        path.Length > Folder.Length + File.Length && path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(File, StringComparison.Ordinal)
        && path[Folder.Length..^File.Length] is var name && name.Length <= LongestName && !name.Contains('/', StringComparison.Ordinal)
            ? name
            : null;
}
