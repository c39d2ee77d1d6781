namespace Nanobot.Contracts.Values;

/// <summary>What a report covers.</summary>
public sealed record ReportType : Choice<ReportType>, IChoice<ReportType>
{
    private ReportType(string value)
        : base(value)
    {
    }

    /// <summary>The day before.</summary>
    public static ReportType Daily { get; } = new("daily");

    /// <summary>Five trading days.</summary>
    public static ReportType Weekly { get; } = new("weekly");

    /// <summary>What its prompt asks for.</summary>
    public static ReportType Custom { get; } = new("custom");

    /// <inheritdoc />
    public static IReadOnlyList<ReportType> All { get; } = [Daily, Weekly, Custom];
}
