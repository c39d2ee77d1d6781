using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>All that the sources gave for one report.</summary>
internal sealed record Gathered(IReadOnlyList<QuoteFigures> Quotes, IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources)
{
    /// <summary>The same with what comes from elsewhere, behind it.</summary>
    public Gathered With(IReadOnlyList<Headline> headlines, IReadOnlyList<SourceStatus> sources) => this with { Headlines = [.. Headlines, .. headlines], Sources = [.. Sources, .. sources] };

    public bool IsEmpty => Quotes.Count == 0 && Headlines.Count == 0;
}
