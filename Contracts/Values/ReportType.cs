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

    /// <summary>Some symbols in depth: those that its focus areas name, else the watchlist's.</summary>
    public static ReportType Stock { get; } = new("stock");

    /// <summary>How the watchlist went over 5, 20 and 60 trading days.</summary>
    public static ReportType Trend { get; } = new("trend");

    /// <summary>A digest of the feeds, without prices.</summary>
    public static ReportType Content { get; } = new("content");

    /// <inheritdoc />
    public static IReadOnlyList<ReportType> All { get; } = [Daily, Weekly, Custom, Stock, Trend, Content];
}
