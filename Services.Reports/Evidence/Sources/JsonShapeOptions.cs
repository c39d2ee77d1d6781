namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Where prices stand in a JSON document, section <c>Evidence:Quotes:Providers:N:Json</c>, as JSON pointers (RFC 6901). What <see cref="Rows"/> leads to is an array of days, an object with a
/// day for each member, whose names are the dates, or an object with an array for each column.
/// </summary>
internal sealed class JsonShapeOptions
{
    /// <summary>Where the days are; empty where the document is that itself.</summary>
    public string? Rows { get; set; }

    /// <summary>The date, from a day on; empty where it is the member's name. A date as text, or seconds or thousandths since 1970. A pointer to an array makes columns of all others too.</summary>
    public string? Date { get; set; }

    /// <summary>The opening price.</summary>
    public string? Open { get; set; }

    /// <summary>The highest price.</summary>
    public string? High { get; set; }

    /// <summary>The lowest price.</summary>
    public string? Low { get; set; }

    /// <summary>The closing price.</summary>
    public string? Close { get; set; }

    /// <summary>The adjusted close.</summary>
    public string? Adjusted { get; set; }

    /// <summary>The volume.</summary>
    public string? Volume { get; set; }

    /// <summary>How many shares became of one that day.</summary>
    public string? Split { get; set; }

    /// <summary>The currency, from the document on.</summary>
    public string? Currency { get; set; }

    /// <summary>By how many seconds the exchange's days are ahead of UTC, from the document on.</summary>
    public string? Offset { get; set; }
}
