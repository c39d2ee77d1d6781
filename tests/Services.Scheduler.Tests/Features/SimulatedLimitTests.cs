using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>What a span's runs are to the limits of whoever asks.</summary>
public sealed class SimulatedLimitTests
{
    private const string Path = "/schedule/simulations";

    [Fact]
    public async Task A_day_that_takes_more_than_tenant_or_user_may_is_named_with_the_run_that_is_the_first_too_many()
    {
        await using var host = new SchedulerHost();
        var ada = With(host, new OwnQuotas("tokens_per_day=1000;money_per_day=2000000", "tokens_per_day=250", null));
        using var client = host.ClientFor(ada);
        await KnownAsync(host, client, await EveryAsync(client, 6));

        // At 14:00 and 20:00, and on the next day at 02:00, 08:00, 14:00 and 20:00.
        var limits = await LimitsAsync(client, "2030-01-09T00:00:00Z");

        Assert.Equal(
            [
                "money_per_day tenant 2 within 1.00 2030-01-08T00:00:00+00:00 0 - 0",
                "tokens_per_day tenant 1000 within 400 2030-01-08T00:00:00+00:00 0 - 0",
                "tokens_per_day user 250 exceeded 400 2030-01-08T00:00:00+00:00 1 2030-01-08T14:00:00+00:00 0",
            ], limits);
    }

    [Fact]
    public async Task A_run_that_takes_more_than_one_may_is_named()
    {
        await using var host = new SchedulerHost();
        using var client = host.ClientFor(With(host, new OwnQuotas("tokens_per_run=99", null, null)));
        await KnownAsync(host, client, await EveryAsync(client, 6));

        Assert.Contains("tokens_per_run run 99 exceeded 100 - 6 2030-01-07T14:00:00+00:00 0", await LimitsAsync(client, "2030-01-09T00:00:00Z"));
    }

    [Fact]
    public async Task Where_nobody_knows_what_runs_come_to_or_not_all_are_counted_nothing_is_called_within()
    {
        await using var host = new SchedulerHost();
        using var client = host.ClientFor(With(host, new OwnQuotas("tokens_per_day=100000", null, null)));
        var job = await EveryAsync(client, 6);
        Assert.Contains("tokens_per_day tenant 100000 unknown 0 2030-01-07T00:00:00+00:00 0 - 2", await LimitsAsync(client, "2030-01-08T00:00:00Z"));

        await KnownAsync(host, client, job);
        Assert.Contains("tokens_per_day tenant 100000 within 200 2030-01-07T00:00:00+00:00 0 - 0", await LimitsAsync(client, "2030-01-08T00:00:00Z"));
        await client.CreateAsync(new { kind = "every", seconds = 60, payload = new { type = "heartbeat" } });
        Assert.Contains(await LimitsAsync(client, "2031-01-07T00:00:00Z"), static limit => limit.StartsWith("tokens_per_day tenant 100000 unknown", StringComparison.Ordinal));
    }

    private static TenantContext With(SchedulerHost host, OwnQuotas quotas) => TenantContext.ForCredential(
        host.Ada.TenantId, host.Ada.UserId, host.Ada.Role, host.Ada.Plan, host.Ada.Epoch, quotas: quotas, timeZone: "UTC");

    private static async Task<string> EveryAsync(HttpClient client, int hours) =>
        (await client.CreateAsync(new { kind = "every", seconds = hours * 3600, payload = Wire.Report() })).Id();

    // One run of it has been, at 100 tokens and a quarter.
    private static async Task KnownAsync(SchedulerHost host, HttpClient client, string job)
    {
        var run = await client.AskAsync($"/schedule/jobs/{job}/run", null, HttpStatusCode.Accepted);
        await host.HandleAsync(host.Ada, new ReportCompleted(Guid.Parse(run.Text("report_id")), "daily", "completed", 100, 250_000));
    }

    private static async Task<List<string>> LimitsAsync(HttpClient client, string to) =>
        [.. (await client.AskAsync(Path, new { to, time_zone = "UTC", limit = 0 })).Items("limits").Select(Show).Order(StringComparer.Ordinal)];

    private static string Show(JsonObject limit) => string.Join(' ', new[] { "quota", "owner", "limit", "verdict", "expected", "period_starts_at", "periods_exceeded", "first_exceeded_at", "runs_unknown" }
        .Select(member => limit[member]?.ToJsonString().Trim('"').Replace("\\u002B", "+", StringComparison.Ordinal) ?? "-"));
}
