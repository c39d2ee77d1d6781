using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Events;

/// <summary>How a run of a job ended is told in the transaction that notes it.</summary>
public sealed class RunEndTests
{
    private static readonly object Daily = new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", misfire = "last", payload = Wire.Report() };

    [Fact]
    public async Task Runs_that_are_passed_over_are_told_together()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        host.Clock.Advance(TimeSpan.FromDays(3.5));
        await host.ScanAsync();

        Assert.Equal([$"{job.Id()} 2030-01-09T09:00:00+00:00 schedule skipped - 3 ada"], await ToldAsync(host));
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task The_end_of_its_report_is_told_as_the_runs_end(string status)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        var run = await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, System.Net.HttpStatusCode.Accepted);
        var report = Guid.Parse(run.Text("report_id"));

        await HandleAsync(host, new ReportCompleted(report, "daily", status));
        await HandleAsync(host, new ReportCompleted(Guid.NewGuid(), "daily", status));

        var told = Assert.Single(await ToldAsync(host));
        Assert.EndsWith($" manual {status} {report} 1 ada", told, StringComparison.Ordinal);
    }

    private static async Task HandleAsync(SchedulerHost host, ReportCompleted completed)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<IEventHandler<ReportCompleted>>();
        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(
            host.Ada, transaction => handler.HandleAsync(completed, transaction, CancellationToken.None), CancellationToken.None);
    }

    private static Task<List<string>> ToldAsync(SchedulerHost host) => host.QueryAsync("""
        select concat_ws(' ', data ->> 'job_id', data ->> 'scheduled_for', data ->> 'trigger', data ->> 'status', coalesce(data ->> 'report_id', '-'), data ->> 'count', user_id)
        from (select id, user_id, envelope::jsonb -> 'data' as data from nanobot.outbox where topic = 'job.run_ended.v1') told order by id
        """, static row => row.GetString(0));
}
