using Nanobot.Contracts.Users;

namespace Nanobot.Services.Reports.Tests.Golden;

/// <summary>
/// Whole reports, as they were read and found good. Where one changes on purpose, the file that the test names is looked at, and takes the place of the approved one.
/// </summary>
public sealed class GoldenReportTests
{
    private const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        X-WR-CALNAME:Earnings and rates
        BEGIN:VEVENT
        UID:1
        SUMMARY:Rates decision
        DTSTART:20261124T190000Z
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        SUMMARY:NVDA quarterly results
        DTSTART;VALUE=DATE:20261125
        END:VEVENT
        END:VCALENDAR
        """;

    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 8, 30, 0, TimeSpan.Zero);
    private static readonly Watchlist Four = new(Stocks: ["AAPL", "MSFT", "NVDA", "TSLA"], Keywords: ["AI", "Tesla"]);

    [Fact]
    public async Task A_daily_report_in_english()
    {
        await using var reports = new SampleReports();
        var wish = new SampleWish("daily", "en", Four) { Calendar = Calendar };
        var before = await reports.WriteAsync(wish, Friday.AddDays(-2));

        await ApproveAsync("daily-en", await reports.WriteAsync(wish, Friday, before.Evidence));
    }

    [Fact]
    public async Task A_weekly_report_in_chinese()
    {
        await using var reports = new SampleReports();
        var wish = new SampleWish("weekly", "zh", Four) { Zone = "Asia/Shanghai", Calendar = Calendar };
        var before = await reports.WriteAsync(wish, Friday.AddDays(-7));

        await ApproveAsync("weekly-zh", await reports.WriteAsync(wish, Friday, before.Evidence));
    }

    [Fact]
    public async Task One_symbol_in_depth()
    {
        await using var reports = new SampleReports();

        await ApproveAsync("stock-en", await reports.WriteAsync(new SampleWish("stock", "en", Four) { FocusAreas = ["TSLA"] }, Friday));
    }

    [Fact]
    public async Task A_digest_in_chinese()
    {
        await using var reports = new SampleReports();

        await ApproveAsync("content-zh", await reports.WriteAsync(new SampleWish("content", "zh", new Watchlist(Keywords: ["AI", "Tesla", "开源"])) { Zone = "Asia/Shanghai" }, Friday));
    }

    [Fact]
    public async Task A_trend_report_in_english()
    {
        await using var reports = new SampleReports();

        await ApproveAsync("trend-en", await reports.WriteAsync(new SampleWish("trend", "en", Four), Friday));
    }

    [Fact]
    public async Task A_daily_report_of_one_symbol()
    {
        await using var reports = new SampleReports();

        await ApproveAsync("single-en", await reports.WriteAsync(new SampleWish("daily", "en", new Watchlist(Stocks: ["AAPL"])), Friday));
    }

    private static async Task ApproveAsync(string name, (string Markdown, Reports.Evidence.EvidenceSnapshot Evidence, IReadOnlyList<Reports.Words.DraftSentence> Faulty) report)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "Golden");
        var approved = Path.Combine(directory, name + ".md");
        var received = Path.Combine(directory, name + ".received.md");
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(received, report.Markdown);

        Assert.Empty(report.Faulty);
        Assert.True(File.Exists(approved) && await File.ReadAllTextAsync(approved) == report.Markdown, $"{received} is not what was approved");
    }
}
