namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// The files that steer the assistant: those that reach the system role, and its configuration. Only the user writes
/// them, by hand; what an assistant may write is data to every later turn.
/// </summary>
internal static class SteeringFiles
{
    private const string Configuration = "config.json";

    /// <summary>The files that reach the system role, in the order in which they are told. No other may.</summary>
    public static IReadOnlyList<string> OfSystemRole { get; } = ["AGENTS.md", "SOUL.md"];

    /// <summary>All of them, as a list in words.</summary>
    public static string Listed { get; } = $"{string.Join(", ", OfSystemRole)} and {Configuration}";

    /// <summary>Whether <paramref name="path"/> is one of them, however it is spelled.</summary>
    public static bool Contain(WorkspacePath path) =>
        OfSystemRole.Append(Configuration).Contains(path.Value, StringComparer.OrdinalIgnoreCase);
}
