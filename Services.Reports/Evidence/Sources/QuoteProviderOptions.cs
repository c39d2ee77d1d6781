namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A provider of prices, section <c>Evidence:Quotes:Providers:N</c>.</summary>
internal sealed class QuoteProviderOptions
{
    /// <summary>What reports call it; 1 to 40 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The shape of its answers: csv, json, or that of a public provider (see the docs). Default csv.</summary>
    public string Shape { get; set; } = "csv";

    /// <summary>
    /// Its address, with <c>{symbol}</c> once and, where it wants them, <c>{from}</c> and <c>{to}</c> (yyyy-MM-dd), <c>{from_unix}</c> and <c>{to_unix}</c>, <c>{apikey}</c>. Default: that of the
    /// shape.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The secret that <c>{apikey}</c> stands for.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Headers that are sent along, in which <c>{apikey}</c> is replaced too. Default: those of the shape.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>How many days back it is asked for. Default 400; 10 to 4,000.</summary>
    public int Days { get; set; } = 400;

    /// <summary>How often it may be asked in a minute, by all processes together. Default: as any host; 0.1 to 6,000.</summary>
    public double? PerMinute { get; set; }

    /// <summary>The currency of its prices, where its answers do not say it.</summary>
    public string? Currency { get; set; }

    /// <summary>What it calls symbols that have a name of their own there.</summary>
    public IReadOnlyDictionary<string, string> Symbols { get; set; } = new Dictionary<string, string>();

    /// <summary>What it has for endings of symbols: <c>HK = .HKG</c>, and for those without one: <c>US = .us</c>. Where some are given, it is not asked for symbols with others.</summary>
    public IReadOnlyDictionary<string, string> Suffixes { get; set; } = new Dictionary<string, string>();

    /// <summary>Where things stand in its answers, for the shape json; what is not said is that of the shape.</summary>
    public JsonShapeOptions Json { get; set; } = new();
}
