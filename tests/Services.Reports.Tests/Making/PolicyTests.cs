using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>Which reports policies let be made, and by which model.</summary>
public sealed class PolicyTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Refusals = """
        select (envelope::jsonb -> 'data' -> 'entry' ->> 'operation') || ' ' || (envelope::jsonb -> 'data' -> 'entry' ->> 'target')
        from nanobot.outbox where tenant_id = $1 and topic = 'audit.recorded.v1' and envelope::jsonb -> 'data' -> 'entry' ->> 'outcome' = 'POLICY_DENIED'
        """;

    [Fact]
    public async Task A_type_that_a_policy_denies_is_refused_when_it_is_asked_for_and_leaves_nothing()
    {
        var (ada, other) = (User(), User());
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-weekly", "report:weekly"));

        using var denied = await suite.Client(ada).PostAsJsonAsync("/reports", new { report_type = "weekly" });
        using var allowed = await suite.Client(ada).PostAsJsonAsync("/reports", new { report_type = "daily" });
        using var others = await suite.Client(other).PostAsJsonAsync("/reports", new { report_type = "weekly" });

        var problem = await denied.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.Forbidden, "POLICY_DENIED", "report:weekly", "no-weekly"),
            (denied.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("resource").GetString(), problem.GetProperty("matched_policy").GetString()));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (allowed.StatusCode, others.StatusCode));
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1", ada.TenantId!));
        // The gateway hears of it and tells it.
        Assert.Null(await suite.SqlAsync<string>(Refusals, ada.TenantId!));
    }

    [Fact]
    public async Task What_another_module_is_refused_is_audited_here()
    {
        var ada = User();
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-weekly", "report:weekly"));
        using var client = suite.Client(ada);
        client.DefaultRequestHeaders.Add("X-Tenant-Origin", "chat");

        using var denied = await client.PostAsJsonAsync("/reports", new { report_type = "weekly" });

        Assert.Equal(HttpStatusCode.Forbidden, denied.StatusCode);
        Assert.Equal("reports.create report:weekly", await suite.SqlAsync<string>(Refusals, ada.TenantId!));
    }

    [Fact]
    public async Task A_scheduled_report_that_a_policy_denies_ends_as_failed_with_the_reason_and_is_audited()
    {
        var ada = User();
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-daily", "report:daily"));

        var report = await ScheduledAsync(ada);

        Assert.Equal("failed", report.Status);
        Assert.Contains("report:daily", report.Error, StringComparison.Ordinal);
        Assert.Contains("no-daily", report.Error, StringComparison.Ordinal);
        Assert.Equal("reports.make report:daily", await suite.SqlAsync<string>(Refusals, ada.TenantId!));
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from nanobot.outbox where tenant_id = $1 and topic = 'report.completed.v1'", ada.TenantId!));
    }

    [Fact]
    public async Task A_report_whose_model_is_denied_fails_without_another_attempt()
    {
        suite.Peer.Quotes("POL", "2026-11-19,1,2,1,1.5,10");
        var ada = User("POL");
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("no-models", "model:*"));
        var asked = 0;
        suite.Model(ada, (_, _) =>
        {
            asked++;
            return Task.FromResult("Never.");
        });

        var report = await suite.MakeAsync(ada);

        Assert.Equal("failed", report.Status);
        Assert.Contains("no-models", report.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal((0, 1), (asked, await suite.SqlAsync<int>("select attempts from all_reports where tenant_id = $1", ada.TenantId!)));
    }

    [Fact]
    public async Task Work_that_no_request_asks_for_has_no_address_and_satisfies_no_condition_on_one()
    {
        var ada = User();
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("nothing", "report:*"), RightsStandIn.Policy("anywhere", "report:*", "allow", 11) with
        {
            Conditions = new PolicyConditions(Ip: new IpCondition(InCidrs: ["0.0.0.0/0", "::/0"])),
        });

        Assert.Contains("nothing", (await ScheduledAsync(ada)).Error, StringComparison.Ordinal);
        using var client = suite.Client(ada);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        using var accepted = await client.PostAsJsonAsync("/reports", new { report_type = "daily" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Fact]
    public async Task Who_has_a_report_made_is_known_by_its_attributes_and_what_had_it_made_by_the_works_origin()
    {
        var (scheduled, asked) = (User(), User());
        foreach (var one in new[] { scheduled, asked })
        {
            suite.Peer.Rights.SetAttributes(one.TenantId!, one.UserId, null, """{"desk":7}""");
            suite.Peer.Rights.Set(one.TenantId!, RightsStandIn.Policy("by-hand-alone", "report:*") with
            {
                Conditions = new PolicyConditions(Attributes: [Equal("user.desk", 7), Equal("work.origin", "schedule"), Equal("report.type", "daily")]),
            });
        }

        Assert.Contains("by-hand-alone", (await ScheduledAsync(scheduled)).Error, StringComparison.Ordinal);
        using var accepted = await suite.Client(asked).PostAsJsonAsync("/reports", new { report_type = "daily" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Theory]
    [InlineData("background", "failed")]
    [InlineData("request", "completed")]
    [InlineData("schedule", "completed")]
    public async Task A_model_that_writes_a_report_is_used_in_the_background(string origin, string status)
    {
        suite.Peer.Quotes("BGD", "2026-11-19,1,2,1,1.5,10");
        var ada = User("BGD");
        suite.Peer.Rights.Set(ada.TenantId!, RightsStandIn.Policy("not-then", "model:*") with { Conditions = new PolicyConditions(Attributes: [Equal("work.origin", origin)]) });

        Assert.Equal(status, (await suite.MakeAsync(ada)).Status);
    }

    private static AttributeCondition Equal<T>(string key, T value) => new(key, "eq", JsonSerializer.SerializeToElement(value));

    private TenantContext User(params string[] stocks) => suite.User(new Watchlist(Stocks: [.. stocks]));

    private async Task<(string? Status, string? Error)> ScheduledAsync(TenantContext ada)
    {
        var requested = new ReportRequested(Guid.NewGuid(), "daily", "schedule", null, []);
        await suite.Services.GetRequiredService<TenantDb>().TransactionAsync(
            ada, transaction => transaction.PublishAsync(requested, CancellationToken.None), CancellationToken.None);
        await Eventually.TrueAsync(async () => await suite.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1 and completed_at is not null", ada.TenantId!) == 1);
        var report = await suite.EndAsync(ada, requested.ReportId);
        return (report.Status, report.ErrorMessage);
    }
}
