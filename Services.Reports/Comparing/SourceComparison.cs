using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Compares how the sources fared that both reports asked. One that only one of them asked has neither failed nor recovered.</summary>
internal static class SourceComparison
{
    public static ComparedSources Of(IReadOnlyList<SourceStatus> from, IReadOnlyList<SourceStatus> to, ReportLanguage language)
    {
        var (then, now) = (ByName(from), ByName(to));
        var both = now.Where(source => then.ContainsKey(source.Key)).Select(source => (Name: source.Key, Then: then[source.Key], Now: source.Value)).ToList();
        return new ComparedSources(
            [.. both.Where(static one => one is { Then: null, Now: not null }).Select(one => Shown(one.Name, one.Now!))],
            [.. both.Where(static one => one is { Then: not null, Now: null }).Select(one => Shown(one.Name, one.Then!))],
            [.. both.Where(static one => one is { Then: not null, Now: not null }).Select(one => Shown(one.Name, one.Now!))]);

        ComparedSource Shown(string name, Wording why) => new(name, language.Say(why));
    }

    // Where several are called the same, one that failed counts.
    private static OrderedDictionary<string, Wording?> ByName(IReadOnlyList<SourceStatus> sources)
    {
        var known = new OrderedDictionary<string, Wording?>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            known[source.Name] = known.GetValueOrDefault(source.Name) ?? source.Failure;
        }

        return known;
    }
}
