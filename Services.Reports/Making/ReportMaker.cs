using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>Makes one report: evidence, words, their check, Markdown. Runs in the user's scope.</summary>
internal sealed partial class ReportMaker(EvidenceGatherer gatherer, ReportModel model, ReportsTelemetry telemetry, TimeProvider time, ILogger<ReportMaker> logger)
{
    private const int DefaultMaximumLength = 5000;
    private const int MaximumReasons = 1000;

    /// <param name="report">The report.</param>
    /// <param name="wish">What it is to be.</param>
    /// <param name="user">Its user's configuration.</param>
    /// <param name="isLast">Whether no attempt is left: a model that says nothing then costs the report its words alone.</param>
    /// <param name="advance">Told how far it is, in percent.</param>
    /// <exception cref="ReportFailedException">It cannot be made.</exception>
    /// <exception cref="SilentModelException">The model said nothing, and may be asked again.</exception>
    public async Task<string> MakeAsync(ClaimedReport report, ReportWish wish, UserResource user, bool isLast, Func<int, Task> advance, CancellationToken cancellationToken)
    {
        await advance(10);
        var gathered = await gatherer.GatherAsync(user.Watchlist.Stocks ?? [], report.ReportType, cancellationToken);
        telemetry.SourcesFetched(report.TenantId, gathered.Sources.Count(static source => source.Failure is null), gathered.Sources.Count(static source => source.Failure is not null));
        var language = ReportLanguage.For(user.Preferences.Language);
        if (gathered.IsEmpty)
        {
            throw new ReportFailedException(WhyNothing(gathered));
        }

        await advance(50);
        var zone = Zone(user.Preferences);
        var headlines = HeadlineChoice.Of(gathered.Headlines, user.Watchlist, wish.FocusAreas, time.GetUtcNow());
        var evidence = EvidenceLines.Of(language, report.ReportType, gathered.Quotes, headlines, zone);
        var words = await WordsAsync(report, wish, language, evidence, isLast, cancellationToken);
        telemetry.SentencesRemoved(report.TenantId, words.Removed);
        await advance(90);
        var input = new ReportInput(report.UserId, report.ReportType, wish.CustomPrompt, wish.FocusAreas, time.GetUtcNow(), zone, gathered, headlines, words);
        return ReportWriter.Write(input, new ReportTexts(language), user.Preferences.MaxReportLength ?? DefaultMaximumLength);
    }

    private async Task<CheckedWords> WordsAsync(ClaimedReport report, ReportWish wish, ReportLanguage language, IReadOnlyList<string> evidence, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            return WordsCheck.Apply(await model.WriteAsync(language, report.ReportType, report.IsScheduled, wish.CustomPrompt, wish.FocusAreas, evidence, cancellationToken), evidence);
        }
        catch (SilentModelException silent) when (isLast)
        {
            Log.WithoutWords(logger, report.ReportId, silent.Message);
            return new CheckedWords([], 0, silent.Reason);
        }
    }

    private static Wording WhyNothing(Gathered gathered)
    {
        if (gathered.Sources.Count == 0)
        {
            return new Wording("没有可用资料：关注列表中没有股票，也没有配置新闻源。", "There is no evidence: the watchlist has no stocks and no feed is configured.");
        }

        var sources = gathered.Sources.Select(static source => (source.Name, Why: source.Failure ?? SourceFailures.Nothing)).ToList();
        return new Wording(
            "没有可用资料：" + PlainText.Line(string.Join("；", sources.Select(static source => $"{source.Name}：{source.Why.Zh}")), MaximumReasons),
            "There is no evidence: " + PlainText.Line(string.Join("; ", sources.Select(static source => $"{source.Name}: {source.Why.En}")), MaximumReasons));
    }

    private static TimeZoneInfo Zone(Preferences preferences) =>
        ZoneName.TryParse(preferences.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Report {ReportId} is made without words: {Reason}")]
        public static partial void WithoutWords(ILogger logger, Guid reportId, string reason);
    }
}
