namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// The files that steer the assistant: those that reach the system role, and what it does by itself. Only the user changes
/// them, by hand or by approving the change; what an assistant may write by itself is data to every later turn.
/// </summary>
internal static class SteeringFiles
{
    private static readonly string[] Others = [WorkspaceNames.Heartbeat];

    /// <summary>The files that reach the system role, in the order in which they are told. No other may.</summary>
    public static IReadOnlyList<string> OfSystemRole { get; } = ["AGENTS.md", "SOUL.md"];

    /// <summary>All of them, as a list in words.</summary>
    public static string Listed { get; } = $"{string.Join(", ", [.. OfSystemRole, .. Others[..^1]])} and {Others[^1]}";

    /// <summary>Whether <paramref name="path"/> is one of them, however it is spelled.</summary>
    public static bool Contain(WorkspacePath path) => OfSystemRole.Concat(Others).Contains(path.Value, StringComparer.OrdinalIgnoreCase);
}
