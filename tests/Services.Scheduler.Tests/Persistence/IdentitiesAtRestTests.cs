using System.Buffers.Text;
using System.Text;
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
            await host.QueryAsync("select tenant_id, user_id from nanobot.outbox", static row => (row.GetString(0), row.GetString(1))));
    }

    [Fact]
    public async Task Jobs_of_the_previous_version_fire_as_their_latest_context_said_and_one_that_cannot_be_read_stops_nothing()
    {
        await using var host = new SchedulerHost();
        await host.SeedAsync(1, SchedulerHost.Start.AddMinutes(1));
        await host.SeedAsync(1, SchedulerHost.Start.AddMinutes(1));
        var tenants = await host.QueryAsync("select tenant_id from jobs order by job_id", static row => row.GetString(0));
        await host.ExecuteAsync("update jobs set tenant_context = $1 where tenant_id = $2", Context("""{"v":1,"pln":"basic","tep":4,"uid":"ä"}"""), tenants[0]);
        await host.ExecuteAsync("update jobs set tenant_context = 'not a context' where tenant_id = $1", tenants[1]);
        await host.ExecuteAsync("delete from nanobot.tenant_states");

        await host.ExecuteAsync(Migration());
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        Assert.Equal([(tenants[0], "basic", 4L)],
            await host.QueryAsync("select tenant_id, plan, epoch from nanobot.outbox", static row => (row.GetString(0), row.GetString(1), row.GetInt64(2))));
    }

    private static string Context(string payload) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.c2lnbmF0dXJl";

    private static string Migration()
    {
        using var text = new StreamReader(typeof(SchedulerService).Assembly.GetManifestResourceStream("migrations/0003_identities_at_rest.sql")!);
        return text.ReadToEnd();
    }
}
