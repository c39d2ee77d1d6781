using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A piece of news from a feed. Its text is data: it is escaped wherever it is shown.</summary>
/// <param name="Title">What it says, on one line.</param>
/// <param name="Link">Where it leads, http or https.</param>
/// <param name="Published">When it came out, as its feed says.</param>
/// <param name="Source">What its feed is called.</param>
internal sealed record Headline(string Title, Uri? Link, DateTimeOffset? Published, string? Source = null)
{
    /// <summary>Whose feed it comes from, of the people that the user follows.</summary>
    public string? Influencer { get; init; }

    /// <summary>Who wrote it, as its sender says.</summary>
    public string? Author { get; init; }

    /// <summary>Symbols that it is about, as its sender says.</summary>
    public IReadOnlyList<string> Symbols { get; init => field = value ?? []; } = [];

    /// <summary>When it came, where it was sent and not fetched.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>What was sent, as it stood there.</summary>
    public SourceRow? Row { get; init; }

    /// <summary>What other feeds that carry the same story are called.</summary>
    public IReadOnlyList<string> AlsoIn { get; init => field = value ?? []; } = [];
}
