namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A configured feed.</summary>
/// <param name="Address">Where it is fetched.</param>
/// <param name="Name">What it is called by configuration, or null.</param>
/// <param name="Host">Its host as configured, which it is called by where nothing better is known.</param>
internal sealed record FeedSource(SourceAddress Address, string? Name, string Host)
{
    /// <summary>Whose feed it is, of those that users follow; null where it is for all.</summary>
    public string? Influencer { get; init; }
}
