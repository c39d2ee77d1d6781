using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Archive;

/// <summary>How reports go: when they are old, when their users say so, and what the store has of them with them.</summary>
public sealed class RetentionTests
{
    private static readonly KeyValuePair<string, string?> AtOnce = new("Reports:Archive:InlineFor", "00:00:00");

    [Fact]
    public async Task Reports_past_the_retention_of_their_tenant_go_with_all_that_hangs_on_them()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (ada, old) = await archive.ReportAsync();
        var (_, young) = await archive.ReportAsync(context: ada);
        var (_, others) = await archive.ReportAsync();
        await archive.ArchiveAsync();
        await archive.AgeAsync(old.ReportId, "31 days");
        await archive.AgeAsync(others.ReportId, "31 days");
        await archive.AgeAsync(young.ReportId, "29 days");
        using var admin = archive.Suite.Client(TestContexts.Admin(ada.TenantId!));
        using var put = await admin.PutAsJsonAsync("/reports/retention", new { days = 30 });

        Assert.Equal(1, await archive.PurgeAsync());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (put.StatusCode, await StatusAsync(archive, ada, old.ReportId)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(archive, ada, young.ReportId));
        Assert.Equal(0, await archive.Suite.SqlAsync<int>("select (select count(*) from all_report_evidence where report_id = $1)::int + (select count(*) from deliveries where report_id = $1)::int", old.ReportId));
        Assert.Equal(4, archive.Store.Keys.Count);
        Assert.DoesNotContain(archive.Store.Keys, key => key.Contains(old.ReportId.ToString("N"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_wish_of_the_tenant_the_installation_decides()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (ada, old) = await archive.ReportAsync();
        var (_, waiting) = await archive.ReportAsync(context: ada);
        await archive.AgeAsync(old.ReportId, "401 days");
        // One that was never made is nobody's to remove.
        await archive.Suite.SqlAsync<int>("update all_reports set status = 'pending', content = null, completed_at = null, created_at = created_at - interval '401 days', due_at = 'infinity' where report_id = $1 returning 1", waiting.ReportId);

        Assert.Equal(1, await archive.PurgeAsync());

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(archive, ada, old.ReportId), await StatusAsync(archive, ada, waiting.ReportId)));
    }

    [Fact]
    public async Task A_tenant_chooses_looks_and_goes_back()
    {
        await using var archive = new ArchiveSuite();
        var ada = TestContexts.User();
        using var admin = archive.Suite.Client(TestContexts.Admin(ada.TenantId!));
        using var user = archive.Suite.Client(ada);
        using var stranger = archive.Suite.Client(TestContexts.User());

        using var put = await admin.PutAsJsonAsync("/reports/retention", new { days = 7 });
        Assert.Equal(new RetentionResource(7, false), await put.Content.ReadFromJsonAsync<RetentionResource>(Json.Wire));
        Assert.Equal(new RetentionResource(7, false), await user.GetFromJsonAsync<RetentionResource>("/reports/retention", Json.Wire));
        Assert.Equal(new RetentionResource(400, true), await stranger.GetFromJsonAsync<RetentionResource>("/reports/retention", Json.Wire));
        using var forbidden = await user.PutAsJsonAsync("/reports/retention", new { days = 8 });
        using var gone = await admin.DeleteAsync(new Uri("/reports/retention", UriKind.Relative));
        using var again = await admin.DeleteAsync(new Uri("/reports/retention", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (forbidden.StatusCode, gone.StatusCode, again.StatusCode));
        Assert.Equal(new RetentionResource(400, true), await user.GetFromJsonAsync<RetentionResource>("/reports/retention", Json.Wire));
    }

    [Theory]
    [InlineData("""{"days":0}""")]
    [InlineData("""{"days":3661}""")]
    [InlineData("""{"days":1.5}""")]
    [InlineData("""{"days":"7"}""")]
    [InlineData("""{"days":null}""")]
    [InlineData("{}")]
    public async Task What_is_no_number_of_days_is_refused_by_name(string body)
    {
        await using var archive = new ArchiveSuite();
        using var admin = archive.Suite.Client(TestContexts.Admin(TestContexts.User().TenantId!));
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var put = await admin.PutAsync(new Uri("/reports/retention", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Contains("\"days\"", await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_deletes_a_report_that_has_ended_and_nobody_elses()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (ada, report) = await archive.ReportAsync();
        var (bob, others) = await archive.ReportAsync(context: TestContexts.User("bob", ada.TenantId!));
        await archive.ArchiveAsync();
        using var client = archive.Suite.Client(ada);
        using var shared = await client.PostAsJsonAsync($"/reports/{report.ReportId}/share", new { });
        var link = (await shared.Content.ReadFromJsonAsync<CreatedShare>(Json.Wire))!.Url;

        using var foreign = await client.DeleteAsync(new Uri($"/reports/{others.ReportId}", UriKind.Relative));
        using var missing = await client.DeleteAsync(new Uri($"/reports/{Guid.NewGuid()}", UriKind.Relative));
        using var gone = await client.DeleteAsync(new Uri($"/reports/{report.ReportId}", UriKind.Relative));
        using var again = await client.DeleteAsync(new Uri($"/reports/{report.ReportId}", UriKind.Relative));
        using var followed = await archive.Suite.Client(TestContexts.Gateway).GetAsync(link);

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.All([foreign, missing, again, followed], static answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(2, archive.Store.Keys.Count);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(archive, bob, others.ReportId));
    }

    [Fact]
    public async Task A_report_that_has_not_ended_is_not_deleted()
    {
        await using var archive = new ArchiveSuite();
        archive.Suite.Peer.Quotes("ARD", "2026-11-19,1,2,1,1.5,10");
        var user = archive.Suite.User(new Watchlist(Stocks: ["ARD"]));
        archive.Suite.Model(user, async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return "";
        });
        var id = (await archive.Suite.RequestAsync(user)).ReportId;
        using var client = archive.Suite.Client(user);

        using var refused = await client.DeleteAsync(new Uri($"/reports/{id}", UriKind.Relative));
        using var cancelled = await client.PostAsync(new Uri($"/reports/{id}/cancel", UriKind.Relative), null);
        using var gone = await client.DeleteAsync(new Uri($"/reports/{id}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.NoContent), (refused.StatusCode, cancelled.StatusCode, gone.StatusCode));
        Assert.Contains("REPORT_NOT_ENDED", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_store_keeps_of_reports_that_are_gone_is_found_by_looking_it_through()
    {
        await using var archive = new ArchiveSuite(AtOnce);
        var (ada, report) = await archive.ReportAsync();
        var (_, kept) = await archive.ReportAsync(context: ada);
        await archive.ArchiveAsync();
        archive.Store.IsAway = true;
        using var gone = await archive.Suite.Client(ada).DeleteAsync(new Uri($"/reports/{report.ReportId}", UriKind.Relative));
        archive.Store.IsAway = false;
        await archive.Store.PutAsync(Platform.Objects.ObjectKey.Of(ada.TenantId!, "workspaces", "letter.md"), "x"u8.ToArray(), "text/markdown");
        await archive.SweepAsync();
        Assert.Equal((HttpStatusCode.NoContent, 5), (gone.StatusCode, archive.Store.Keys.Count));

        archive.Store.Keys.ToList().ForEach(key => archive.Store.Age(key, TimeSpan.FromHours(25)));
        await archive.Suite.SqlAsync<int>("update archive_sweep set due_at = now() returning 1");
        await archive.SweepAsync();

        Assert.Equal(3, archive.Store.Keys.Count);
        Assert.DoesNotContain(archive.Store.Keys, key => key.Contains(report.ReportId.ToString("N"), StringComparison.Ordinal));
        Assert.Equal(2, archive.Store.Keys.Count(key => key.Contains(kept.ReportId.ToString("N"), StringComparison.Ordinal)));
    }

    private static async Task<HttpStatusCode> StatusAsync(ArchiveSuite archive, TenantContext user, Guid reportId)
    {
        using var answer = await archive.Suite.Client(user).GetAsync($"/reports/{reportId}");
        return answer.StatusCode;
    }
}
