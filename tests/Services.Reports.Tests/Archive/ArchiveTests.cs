using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Archive;

/// <summary>What comes of reports once they are made.</summary>
public sealed class ArchiveTests
{
    private static readonly KeyValuePair<string, string?> AtOnce = new("Reports:Archive:InlineFor", "00:00:00");

    [Fact]
    public async Task A_report_is_put_in_the_store_then_its_rows_are_freed_and_it_reads_as_before()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        var before = await FormsAsync(archive, user, report.ReportId);

        await archive.RunOnceAsync();
        Assert.Equal("t t t hot t", await archive.RowAsync(report.ReportId));
        Assert.Equal(2, archive.Store.Keys.Count);
        Assert.All(archive.Store.Keys, key => Assert.StartsWith($"{user.TenantId}/reports/{report.ReportId:N}/", key, StringComparison.Ordinal));
        await archive.ArchiveAsync();

        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
        Assert.Equal(before, await FormsAsync(archive, user, report.ReportId));
        Assert.Equal("hot", (await archive.Suite.GetAsync(user, report.ReportId)).Tier);
    }

    [Fact]
    public async Task Rows_keep_content_for_as_long_as_the_installation_says()
    {
        await using var archive = new ArchiveSuite();
        var (_, report) = await archive.ReportAsync();

        await archive.ArchiveAsync();
        Assert.Equal("t t t hot t", await archive.RowAsync(report.ReportId));
        await archive.AgeAsync(report.ReportId, "7 days");
        await archive.ArchiveAsync();
        Assert.Equal("t t t hot t", await archive.RowAsync(report.ReportId));
        await archive.AgeAsync(report.ReportId, "1 day");
        await archive.ArchiveAsync();
        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
    }

    [Fact]
    public async Task While_the_store_is_away_reports_are_made_and_read_and_are_put_away_once_it_is_back()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        archive.Store.IsAway = true;
        var (user, report) = await archive.ReportAsync();

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(archive.RunOnceAsync);
        Assert.Equal("t t t t", await archive.RowAsync(report.ReportId));
        Assert.Contains("1.5", (await archive.Suite.GetAsync(user, report.ReportId)).Content, StringComparison.Ordinal);
        archive.Store.IsAway = false;
        await archive.ArchiveAsync();

        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
    }

    [Fact]
    public async Task What_the_store_alone_has_cannot_be_had_while_it_is_away_and_says_so()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        await archive.ArchiveAsync();
        archive.Store.IsAway = true;

        foreach (var path in (string[])[$"/reports/{report.ReportId}", $"/reports/{report.ReportId}/evidence"])
        {
            using var answer = await archive.Suite.Client(user).GetAsync(path);
            await AssertRefusedAsync(answer, HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE");
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        using var list = await archive.Suite.Client(user).GetAsync("/reports");
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    [Fact]
    public async Task Whoever_dies_between_the_store_and_the_row_leaves_nothing_behind()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (_, report) = await archive.ReportAsync();
        archive.Store.DiesBehindPut = true;
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(archive.RunOnceAsync);
        archive.Store.DiesBehindPut = false;

        await archive.ArchiveAsync();

        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
        Assert.Equal(2, archive.Store.Keys.Count);
        Assert.Equal(3, archive.Store.Puts);
    }

    [Fact]
    public async Task What_was_spoilt_in_the_store_is_put_there_again_before_rows_are_freed()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        await archive.RunOnceAsync();
        archive.Store.Spoil(archive.Store.Keys[0]);

        await archive.RunOnceAsync();
        Assert.Equal("t t t hot t", await archive.RowAsync(report.ReportId));
        await archive.AgeAsync(report.ReportId, "0");
        await archive.ArchiveAsync();

        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
        Assert.Equal(report.Content, (await archive.Suite.GetAsync(user, report.ReportId)).Content);
    }

    [Fact]
    public async Task What_is_spoilt_later_is_never_taken_for_the_report()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        await archive.ArchiveAsync();
        archive.Store.Spoil(archive.Store.Keys.Single(static key => key.EndsWith(".md", StringComparison.Ordinal)));

        using var answer = await archive.Suite.Client(user).GetAsync($"/reports/{report.ReportId}");

        await AssertRefusedAsync(answer, HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
    }

    [Fact]
    public async Task Old_reports_go_to_the_cold_tier_and_come_back_when_they_are_read()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        await archive.ArchiveAsync();
        await archive.AgeAsync(report.ReportId, "89 days");
        await archive.ArchiveAsync();
        Assert.All(archive.Store.Keys, key => Assert.Equal(ObjectTier.Hot, archive.Store.TierOf(key)));
        await archive.AgeAsync(report.ReportId, "1 day");
        await archive.ArchiveAsync();

        Assert.All(archive.Store.Keys, key => Assert.Equal(ObjectTier.Cold, archive.Store.TierOf(key)));
        Assert.Equal("f f f cold f", await archive.RowAsync(report.ReportId));
        var read = await archive.Suite.GetAsync(user, report.ReportId);
        Assert.Equal((report.Content, "cold"), (read.Content, read.Tier));
        await archive.ArchiveAsync();

        Assert.All(archive.Store.Keys, key => Assert.Equal(ObjectTier.Hot, archive.Store.TierOf(key)));
        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
    }

    [Fact]
    public async Task What_is_in_an_archive_is_asked_back_and_says_so_until_it_is_there()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        await archive.ArchiveAsync();
        await archive.AgeAsync(report.ReportId, "91 days");
        await archive.ArchiveAsync();
        archive.Store.IsArchive = true;

        foreach (var form in Operations.Reports.GetReport.Forms.Where(static form => form != MediaTypes.Pdf))
        {
            using var answer = await ReadAsync(archive, user, report.ReportId, form);
            await AssertRefusedAsync(answer, HttpStatusCode.Conflict, "REPORT_IN_ARCHIVE");
            Assert.Equal(TimeSpan.FromHours(1), answer.Headers.RetryAfter?.Delta);
        }

        await archive.ArchiveAsync();
        Assert.Equal("f f f cold t", await archive.RowAsync(report.ReportId));
        archive.Store.IsArchive = false;
        await archive.AgeAsync(report.ReportId, "0");
        await archive.ArchiveAsync();

        Assert.Equal("f f f hot t", await archive.RowAsync(report.ReportId));
        Assert.Equal(report.Content, (await archive.Suite.GetAsync(user, report.ReportId)).Content);
    }

    [Fact]
    public async Task A_report_is_compared_with_one_whose_evidence_only_the_store_has_and_made_where_that_is_away()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        archive.Suite.Peer.Quotes("ARS", "2026-11-17,1,2,1,2.00,10");
        var user = archive.Suite.User(new Watchlist(Stocks: ["ARS"]));
        await archive.Suite.MakeAsync(user);
        await archive.ArchiveAsync();

        archive.Suite.Peer.Quotes("ARS", "2026-11-17,1,2,1,2.00,10", "2026-11-19,1,2,1,1.50,10");
        archive.Store.IsAway = true;
        Assert.DoesNotContain("## Since", (await archive.Suite.MakeAsync(user)).Content, StringComparison.Ordinal);
        archive.Store.IsAway = false;
        archive.Suite.Peer.Quotes("ARS", "2026-11-19,1,2,1,1.50,10", "2026-11-20,1,2,1,1.40,10", "2026-11-21,1,2,1,1.25,10");
        await archive.ArchiveAsync();

        Assert.Contains("ARS closed at 1.25 on 2026-11-21, -0.25 (-16.67%) against 2026-11-19 (1.50)", (await archive.Suite.MakeAsync(user)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_tells_of_a_report_that_only_the_store_has_waits_for_it_and_loses_no_try()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync(channels: ["push"]);
        await StandAsync("sent 1");
        await archive.ArchiveAsync();
        archive.Store.IsAway = true;

        using var replayed = await archive.Suite.Client(user).PostAsync(new Uri($"/reports/{report.ReportId}/deliveries/push/replay", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await Eventually.TrueAsync(async () => await archive.Suite.SqlAsync<bool>("select due_at > now() + interval '10 seconds' and lease_id is null from deliveries where report_id = $1", report.ReportId));
        await StandAsync("pending 0");
        archive.Store.IsAway = false;
        await archive.Suite.SqlAsync<int>("update deliveries set due_at = now() where report_id = $1 returning 1", report.ReportId);

        await StandAsync("sent 1");

        Task StandAsync(string stand) =>
            Eventually.TrueAsync(async () => await archive.Suite.SqlAsync<string>("select status || ' ' || attempts from deliveries where report_id = $1", report.ReportId) == stand);
    }

    [Fact]
    public async Task A_link_leads_to_a_report_that_only_the_store_has()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (user, report) = await archive.ReportAsync();
        using var shared = await archive.Suite.Client(user).PostAsJsonAsync($"/reports/{report.ReportId}/share", new { });
        var link = (await shared.Content.ReadFromJsonAsync<CreatedShare>(Json.Wire))!.Url;
        await archive.ArchiveAsync();

        Assert.Contains("1.5", await archive.Suite.Client(TestContexts.Gateway).GetStringAsync(link), StringComparison.Ordinal);
    }

    private static async Task<string> FormsAsync(ArchiveSuite archive, TenantContext user, Guid reportId)
    {
        var forms = new List<string>();
        foreach (var form in (string[])[MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Text])
        {
            using var answer = await ReadAsync(archive, user, reportId, form);
            forms.Add($"{answer.StatusCode} {answer.Headers.ETag} {await answer.Content.ReadAsStringAsync()}");
        }

        forms.Add((await archive.Suite.GetAsync(user, reportId)).Content!);
        forms.Add(await archive.Suite.Client(user).GetStringAsync($"/reports/{reportId}/evidence"));
        return string.Join('\n', forms);
    }

    private static Task<HttpResponseMessage> ReadAsync(ArchiveSuite archive, TenantContext user, Guid reportId, string form)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/reports/{reportId}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(form));
        return archive.Suite.Client(user).SendAsync(request);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {body}");
        Assert.Equal(code, JsonSerializer.Deserialize<JsonElement>(body).GetProperty("code").GetString());
    }
}
