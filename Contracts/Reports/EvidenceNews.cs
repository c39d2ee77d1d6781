namespace Nanobot.Contracts.Reports;

/// <summary>A piece of news that a report rests on. Its text is others' words.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Link">Where it leads; null where its feed gave no address.</param>
/// <param name="PublishedAt">When it came out, as its feed says.</param>
/// <param name="Also">What other feeds are called that have the same story; null for none.</param>
public sealed record EvidenceNews(string Title, Uri? Link, DateTimeOffset? PublishedAt, IReadOnlyList<string>? Also = null)
{
    /// <summary>Who wrote it, where a sender to an inbox says so.</summary>
    public string? Author { get; init; }

    /// <summary>The symbols that it is about, where a sender to an inbox says so; null for none.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }
}
