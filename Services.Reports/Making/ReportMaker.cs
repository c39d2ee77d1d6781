using Microsoft.Extensions.Options;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Reports.Words.Notes;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Makes one report: evidence, words, their check, Markdown. Each step is kept as it ends; what an earlier attempt has made is not made again while it is fresh, and what the model has
/// answered to the same question of the same user is not asked again, so that nobody pays twice for words. Runs in the user's scope.
/// </summary>
internal sealed class ReportMaker(EvidenceGatherer gatherer, CalendarReader calendars, WordsLadder ladder, ReportSteps steps, EarlierReports before, ReportsTelemetry telemetry, IOptions<WorkerOptions> options, TimeProvider time)
{
    private const int DefaultMaximumLength = 5000;
    private const int MaximumReasons = 1000;
    private const int FewQuotes = 4;
    private const int FewHeadlines = 3;

    /// <param name="report">The report.</param>
    /// <param name="wish">What it is to be.</param>
    /// <param name="user">Its user's configuration.</param>
    /// <param name="isLast">Whether no attempt is left: a model that says nothing then, or cannot be asked, costs the report its words alone.</param>
    /// <exception cref="ReportFailedException">It cannot be made.</exception>
    /// <exception cref="SilentModelException">The model said nothing, and may be asked again.</exception>
    /// <exception cref="LeaseLostException">The report is another's by now.</exception>
    public async Task<MadeReport> MakeAsync(ClaimedReport report, ReportWish wish, UserResource user, bool isLast, CancellationToken cancellationToken)
    {
        var (language, zone) = (ReportLanguage.For(user.Preferences.Language), Zone(user.Preferences));
        var kept = await steps.FindAsync(report, cancellationToken);
        if (kept.Evidence is null || kept.Evidence.Language != language.OfWords || time.GetUtcNow() - kept.Evidence.GatheredAt > options.Value.FreshFor)
        {
            kept = new KeptSteps(await GatherAsync(report, wish, user, language, zone, cancellationToken), null);
        }

        var evidence = kept.Evidence!;
        var words = kept.Words ?? await WordsAsync(report, wish, language, evidence, isLast, cancellationToken);
        var input = new ReportInput(report.UserId, report.ReportType, wish.CustomPrompt, wish.FocusAreas, time.GetUtcNow(), zone, evidence, words) { Followed = Followed.Of(user.Watchlist, wish.FocusAreas) };
        return new MadeReport(ReportWriter.Write(input, new ReportTexts(language), user.Preferences.MaxReportLength ?? DefaultMaximumLength),
            [.. words.Degradations ?? [], .. evidence.IsStale ? [ReportDegradation.Stale.Value] : Array.Empty<string>()]);
    }

    private async Task<EvidenceSnapshot> GatherAsync(
        ClaimedReport report, ReportWish wish, UserResource user, ReportLanguage language, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var plan = ReportPlan.Of(report.ReportType, user.Watchlist, wish.FocusAreas);
        var ahead = calendars.ReadAsync(zone, cancellationToken);
        // What schedules ask for at nine shares what was fetched for one; who asks now wants what there is now.
        var notBefore = report.IsScheduled ? (DateTimeOffset?)null : wish.CreatedAt;
        var gathered = await gatherer.GatherAsync(user.Watchlist with { Stocks = plan.Symbols }, report.ReportType, notBefore, cancellationToken);
        var (calendar, asked) = await ahead;
        IReadOnlyList<SourceStatus> sources = [.. gathered.Sources, .. asked];
        telemetry.SourcesFetched(report.TenantId, sources.Count(static source => source.Failure is null), sources.Count(static source => source.Failure is not null));
        if (gathered.IsEmpty)
        {
            var stale = await StaleAsync(report, plan, language, sources, cancellationToken);
            return await steps.KeepAsync(report, stale, EvidenceBasis.Of(stale.Quotes, stale.Headlines), cancellationToken) ? stale : throw new LeaseLostException();
        }

        var now = time.GetUtcNow();
        var followed = Followed.Of(user.Watchlist, wish.FocusAreas);
        var headlines = HeadlineChoice.Of(gathered.Headlines, followed, plan.Headlines, now);
        var basis = EvidenceBasis.Of(gathered.Quotes, headlines);
        var earlier = await before.FindComparedAsync(report, wish, basis, cancellationToken);
        var notes = EvidenceNotes.Of(new NoteInput(language, report.ReportType, zone, gathered.Quotes, headlines, sources, earlier, calendar, followed));
        var evidence = new EvidenceSnapshot(now, language.OfWords, gathered.Quotes, headlines, sources, EvidenceLines.Of(language, report.ReportType, gathered.Quotes, headlines, zone, notes), notes);
        return await steps.KeepAsync(report, evidence, basis, cancellationToken) ? evidence : throw new LeaseLostException();
    }

    private async Task<CheckedWords> WordsAsync(ClaimedReport report, ReportWish wish, ReportLanguage language, EvidenceSnapshot evidence, bool isLast, CancellationToken cancellationToken)
    {
        var prompt = Prompt(false);
        if (await steps.FindWordsAsync(report, prompt, cancellationToken) is not { } words)
        {
            words = await ladder.WriteAsync(report, Prompt, EvidenceFacts.Of(evidence, [wish.CustomPrompt, .. wish.FocusAreas]), isLast, cancellationToken);
        }

        return await steps.KeepAsync(report, prompt, words, cancellationToken) ? words : throw new LeaseLostException();

        ReportPrompt Prompt(bool isShort) => ReportPrompt.Of(language, report.ReportType, wish.CustomPrompt, wish.FocusAreas, evidence.Lines,
            isShort ? place => place < Math.Min(FewQuotes, evidence.Quotes.Count) || (place >= evidence.Quotes.Count && place < evidence.Quotes.Count + FewHeadlines) : null);
    }

    // Where no source gives anything, what they gave the last time is better than nothing, if it is not too old and of what the user follows still.
    private async Task<EvidenceSnapshot> StaleAsync(ClaimedReport report, ReportPlan plan, ReportLanguage language, IReadOnlyList<SourceStatus> asked, CancellationToken cancellationToken)
    {
        var earlier = asked.Count > 0 ? await before.FindLatestAsync(report, options.Value.StaleFor, cancellationToken) : null;
        var followed = plan.Symbols.Select(static symbol => symbol.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return earlier is not null && earlier.Language == language.OfWords && earlier.Quotes.All(quote => followed.Contains(quote.Symbol))
            ? earlier with { Sources = asked, IsStale = true }
            : throw new ReportFailedException(WhyNothing(asked));
    }

    private static Wording WhyNothing(IReadOnlyList<SourceStatus> asked)
    {
        if (asked.Count == 0)
        {
            return new Wording("没有可用资料：关注列表中没有股票，也没有配置新闻源。", "There is no evidence: the watchlist has no stocks and no feed is configured.");
        }

        var sources = asked.Select(static source => (source.Name, Why: source.Failure ?? SourceFailures.Nothing)).ToList();
        return new Wording(
            "没有可用资料：" + PlainText.Line(string.Join("；", sources.Select(static source => $"{source.Name}：{source.Why.Zh}")), MaximumReasons),
            "There is no evidence: " + PlainText.Line(string.Join("; ", sources.Select(static source => $"{source.Name}: {source.Why.En}")), MaximumReasons));
    }

    private static TimeZoneInfo Zone(Preferences preferences) =>
        ZoneName.TryParse(preferences.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;
}
