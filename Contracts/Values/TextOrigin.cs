namespace Nanobot.Contracts.Values;

/// <summary>Where text may have come from, as one of its labels says.</summary>
public sealed record TextOrigin : Choice<TextOrigin>, IChoice<TextOrigin>
{
    private TextOrigin(string value)
        : base(value)
    {
    }

    /// <summary>The user's own words.</summary>
    public static TextOrigin User { get; } = new("user");

    /// <summary>A file of the workspace.</summary>
    public static TextOrigin Workspace { get; } = new("workspace");

    /// <summary>The result of a tool.</summary>
    public static TextOrigin Tool { get; } = new("tool");

    /// <summary>The web.</summary>
    public static TextOrigin Web { get; } = new("web");

    /// <summary>Somebody else.</summary>
    public static TextOrigin Other { get; } = new("other");

    /// <inheritdoc />
    public static IReadOnlyList<TextOrigin> All { get; } = [User, Workspace, Tool, Web, Other];
}
