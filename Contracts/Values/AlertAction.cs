namespace Nanobot.Contracts.Values;

/// <summary>What is done when an alert fires.</summary>
public sealed record AlertAction : Choice<AlertAction>, IChoice<AlertAction>
{
    private AlertAction(string value)
        : base(value)
    {
    }

    /// <summary>The user is told what has happened.</summary>
    public static AlertAction Notice { get; } = new("notice");

    /// <summary>A report is made, whose end the user is told.</summary>
    public static AlertAction Report { get; } = new("report");

    /// <inheritdoc />
    public static IReadOnlyList<AlertAction> All { get; } = [Notice, Report];
}
