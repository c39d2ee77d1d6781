namespace Nanobot.Contracts.Values;

/// <summary>Where a report stands.</summary>
public sealed record ReportStatus : Choice<ReportStatus>, IChoice<ReportStatus>
{
    private ReportStatus(string value)
        : base(value)
    {
    }

    /// <summary>Waits for a worker.</summary>
    public static ReportStatus Pending { get; } = new("pending");

    /// <summary>A worker makes it.</summary>
    public static ReportStatus Processing { get; } = new("processing");

    /// <summary>Has its content.</summary>
    public static ReportStatus Completed { get; } = new("completed");

    /// <summary>Will have none.</summary>
    public static ReportStatus Failed { get; } = new("failed");

    /// <summary>Its user wants it no more.</summary>
    public static ReportStatus Cancelled { get; } = new("cancelled");

    /// <inheritdoc />
    public static IReadOnlyList<ReportStatus> All { get; } = [Pending, Processing, Completed, Failed, Cancelled];
}
