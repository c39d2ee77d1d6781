using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>All that the sources gave for one report.</summary>
internal sealed record Gathered(IReadOnlyList<QuoteFigures> Quotes, IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources)
{
    public bool IsEmpty => Quotes.Count == 0 && Headlines.Count == 0;
}
