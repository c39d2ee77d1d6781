using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Persistence;

public sealed class IdentitiesAtRestTests
{
    [Fact]
    public async Task A_job_is_stored_without_a_signed_context_and_what_stands_in_its_place_is_not_read()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { name = "Mine" }, System.Net.HttpStatusCode.OK);
        Assert.Equal([""], await host.QueryAsync("select tenant_context from jobs", static row => row.GetString(0)));

        await host.ExecuteAsync("update jobs set tenant_context = 'of.another'");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal([(host.Ada.RequiredTenantId, "ada")],
            await host.QueryAsync("select tenant_id, user_id from nanobot.outbox where topic = 'report.requested.v1'", static row => (row.GetString(0), row.GetString(1))));
    }
}
