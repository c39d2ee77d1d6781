using Nanobot.Clients;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>Makes one report: the user's configuration, evidence, words, their check, Markdown. Runs in the user's scope.</summary>
internal sealed class ReportMaker(IUsers users, EvidenceGatherer gatherer, ReportModel model, ReportsTelemetry telemetry, TimeProvider time)
{
    private const int DefaultMaximumLength = 5000;
    private const int MaximumReasons = 1000;

    /// <param name="report">The report.</param>
    /// <param name="advance">Told how far it is, in percent.</param>
    /// <exception cref="ReportFailedException">It cannot be made.</exception>
    public async Task<string> MakeAsync(ClaimedReport report, Func<int, Task> advance, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(report.UserId, cancellationToken) ?? throw new ReportFailedException("The user no longer exists.");
        await advance(10);
        var gathered = await gatherer.GatherAsync(user.Watchlist.Stocks ?? [], report.ReportType, cancellationToken);
        telemetry.SourcesFetched(report.TenantId, gathered.Sources.Count(static source => source.Failure is null), gathered.Sources.Count(static source => source.Failure is not null));
        var language = ReportLanguage.For(user.Preferences.Language);
        if (gathered.IsEmpty)
        {
            throw new ReportFailedException(WhyNothing(gathered, language));
        }

        await advance(50);
        var zone = Zone(user.Preferences);
        var headlines = HeadlineChoice.Of(gathered.Headlines, user.Watchlist, report.FocusAreas, time.GetUtcNow());
        var evidence = EvidenceLines.Of(language, report.ReportType, gathered.Quotes, headlines, zone);
        var answer = await model.WriteAsync(language, report.ReportType, report.CustomPrompt, report.FocusAreas, evidence, cancellationToken);
        var words = WordsCheck.Apply(answer, evidence);
        telemetry.SentencesRemoved(report.TenantId, words.Removed);
        await advance(90);
        var input = new ReportInput(report.UserId, report.ReportType, report.CustomPrompt, report.FocusAreas, time.GetUtcNow(), zone, gathered, headlines, words);
        return ReportWriter.Write(input, new ReportTexts(language), user.Preferences.MaxReportLength ?? DefaultMaximumLength);
    }

    private static string WhyNothing(Gathered gathered, ReportLanguage language)
    {
        if (gathered.Sources.Count == 0)
        {
            return language.Say("没有可用资料：关注列表中没有股票，也没有配置新闻源。", "There is no evidence: the watchlist has no stocks and no feed is configured.");
        }

        var sources = gathered.Sources.Select(source => (source.Name, Why: source.Failure ?? SourceFailures.Nothing))
            .Select(source => language.Say($"{source.Name}：{source.Why.Zh}", $"{source.Name}: {source.Why.En}"));
        return language.Say("没有可用资料：", "There is no evidence: ") + PlainText.Line(string.Join(language.Say("；", "; "), sources), MaximumReasons);
    }

    private static TimeZoneInfo Zone(Preferences preferences) =>
        ZoneName.TryParse(preferences.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;
}
