namespace Nanobot.Contracts.Values;

/// <summary>How often a user wants reports.</summary>
public sealed record ReportFrequency : Choice<ReportFrequency>, IChoice<ReportFrequency>
{
    private ReportFrequency(string value)
        : base(value)
    {
    }

    /// <summary>Once a day.</summary>
    public static ReportFrequency Daily { get; } = new("daily");

    /// <summary>Once a week.</summary>
    public static ReportFrequency Weekly { get; } = new("weekly");

    /// <summary>When something happens.</summary>
    public static ReportFrequency Realtime { get; } = new("realtime");

    /// <summary>Once a day and once a week.</summary>
    public static ReportFrequency Both { get; } = new("both");

    /// <inheritdoc />
    public static IReadOnlyList<ReportFrequency> All { get; } = [Daily, Weekly, Realtime, Both];
}
