using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>A document that a report may rest on.</summary>
/// <param name="Document">The document.</param>
/// <param name="FetchedAt">When its source said so, or last confirmed that it still does.</param>
/// <param name="Stale">Why it is not what the source says now, and its age; null where it is.</param>
/// <param name="Memo">What was read of it before.</param>
internal sealed record FetchedSource(SourceDocument Document, DateTimeOffset FetchedAt, Wording? Stale, ReadMemo Memo)
{
    /// <summary>What is read of the document, which is read again only under another <paramref name="stamp"/>.</summary>
    public T Read<T>(object stamp, Func<SourceDocument, T> read)
        where T : class => Memo.Get(stamp, () => read(Document));
}
