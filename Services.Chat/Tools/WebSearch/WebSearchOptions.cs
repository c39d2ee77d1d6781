namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>Where the web is searched, section <c>Web:Search</c>. Without a provider nothing is, and no model is told of it.</summary>
internal sealed class WebSearchOptions
{
    /// <summary><c>searxng</c> or <c>brave</c>: whose requests and answers are spoken. Default none.</summary>
    public string? Provider { get; set; }

    /// <summary>
    /// Address of the search itself, for example <c>https://searx.example/search</c>. It is the operator's and may be anywhere. Default that of Brave, none of SearXNG.
    /// </summary>
    public string? Endpoint { get; set; }

    /// <summary>The key, where the provider wants one: Brave does. A secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Deadline of a search. Default 10 seconds; 1 second to 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsSet => !string.IsNullOrWhiteSpace(Provider);
}
