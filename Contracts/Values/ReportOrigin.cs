namespace Nanobot.Contracts.Values;

/// <summary>Which door a report was asked for at.</summary>
public sealed record ReportOrigin : Choice<ReportOrigin>, IChoice<ReportOrigin>
{
    private ReportOrigin(string value)
        : base(value)
    {
    }

    /// <summary><c>POST /reports</c>.</summary>
    public static ReportOrigin Api { get; } = new("api");

    /// <summary>A tool of the assistant.</summary>
    public static ReportOrigin Chat { get; } = new("chat");

    /// <summary>A job that was due.</summary>
    public static ReportOrigin Schedule { get; } = new("schedule");

    /// <inheritdoc />
    public static IReadOnlyList<ReportOrigin> All { get; } = [Api, Chat, Schedule];
}
