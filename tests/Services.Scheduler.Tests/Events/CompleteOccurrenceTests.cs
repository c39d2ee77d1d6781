using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Events;

public sealed class CompleteOccurrenceTests
{
    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("failed", "REPORT_CANCELLED")]
    public async Task A_job_fires_by_itself_and_its_run_learns_what_became_of_the_report(string status, string? code = null)
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        var at = DateTimeOffset.UtcNow.AddSeconds(5);
        var job = await ada.CreateAsync(new { kind = "at", time = at.ToString("O", CultureInfo.InvariantCulture), payload = Wire.Report() });

        var runs = await Eventually.GetAsync(() => ada.HistoryAsync(job.Id()), static runs => runs.Count > 0);
        var reportId = Guid.Parse(Assert.Single(runs).Text("report_id"));
        await PublishAsync(host, host.Ada, new ReportCompleted(reportId, "daily", status, Code: code));

        var seen = await Eventually.GetAsync(() => ada.HistoryAsync(job.Id()), static runs => runs[0].Text("status") != "requested");
        Assert.Equal(status, Assert.Single(seen).Text("status"));
        Assert.NotNull(seen[0]["completed_at"]);
        Assert.Equal(code, seen[0]["error_code"]?.GetValue<string>());
    }

    [Fact]
    public async Task Another_users_completion_of_the_same_report_changes_nothing()
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });
        var run = await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, System.Net.HttpStatusCode.Accepted);
        var reportId = Guid.Parse(run.Text("report_id"));

        var eve = TestContexts.User("eve", host.Ada.TenantId);
        await PublishAsync(host, eve, new ReportCompleted(reportId, "daily", "completed"));
        await Eventually.TrueAsync(async () =>
            (await host.QueryAsync("select count(*) from nanobot.inbox", static row => row.GetInt64(0)))[0] == 1);

        Assert.Equal("requested", Assert.Single(await ada.HistoryAsync(job.Id())).Text("status"));
    }

    // The host publishes and consumes; in the suite the reports module publishes.
    private static Task PublishAsync(SchedulerHost host, TenantContext context, ReportCompleted completed) =>
        host.Services.GetRequiredService<TenantDb>().TransactionAsync(
            context, transaction => transaction.PublishAsync(completed, CancellationToken.None), CancellationToken.None);
}
