using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Samples.Feeds.News;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Reports.Words.Notes;

namespace Nanobot.Services.Reports.Tests.Golden;

/// <summary>Reports over the sample server's files, whose prices are the same for a given day, by the offline model.</summary>
internal sealed class SampleReports : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WebApplicationFactory<SampleNews> _feeds;

    public SampleReports() => _feeds = new WebApplicationFactory<SampleNews>().WithWebHostBuilder(host =>
        host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(_time)));

    /// <summary>A report of a morning, and what it rests on.</summary>
    public async Task<(string Markdown, EvidenceSnapshot Evidence, IReadOnlyList<DraftSentence> Faulty)> WriteAsync(SampleWish wish, DateTimeOffset at, EvidenceSnapshot? earlier = null)
    {
        _time.SetUtcNow(at);
        var options = new EvidenceOptions { QuotesUrl = "http://feeds/quotes/{symbol}.csv" };
        using var sources = new TestSources(options, handler: _feeds.Server.CreateHandler(), time: _time);
        var (language, followed, zone) = (ReportLanguage.For(wish.Language), Followed.Of(wish.Watchlist, wish.FocusAreas), TimeZoneInfo.FindSystemTimeZoneById(wish.Zone));
        var plan = ReportPlan.Of(wish.ReportType, wish.Watchlist, wish.FocusAreas);
        var gathered = await sources.Gatherer(new ConfigurationBuilder().Build()).GatherAsync(wish.Watchlist with { Stocks = plan.Symbols }, wish.ReportType, null, CancellationToken.None);
        var headlines = HeadlineChoice.Of(gathered.Headlines, followed, plan.Headlines, at);
        var calendar = wish.Calendar is null ? [] : CalendarFile.Read(wish.Calendar, new CalendarWindow(at, zone), TimeProvider.System).Items;
        var notes = EvidenceNotes.Of(new NoteInput(language, wish.ReportType, zone, gathered.Quotes, headlines, gathered.Sources, earlier, calendar, followed));
        var lines = EvidenceLines.Of(language, wish.ReportType, gathered.Quotes, headlines, zone, notes);
        var evidence = new EvidenceSnapshot(at, language.OfWords, gathered.Quotes, headlines, gathered.Sources, lines, notes);
        var draft = WordsCheck.Read(OfflineReportWords.Skill.Write(ReportPrompt.Of(language, wish.ReportType, null, wish.FocusAreas, lines).Text), EvidenceFacts.Of(evidence, wish.FocusAreas));
        var words = draft.ToWords();
        var input = new ReportInput("ada", wish.ReportType, null, wish.FocusAreas, at, zone, evidence, words) { Followed = followed };
        return (ReportWriter.Write(input, new ReportTexts(language), 20_000), evidence, draft.Faulty);
    }

    public ValueTask DisposeAsync() => _feeds.DisposeAsync();
}
