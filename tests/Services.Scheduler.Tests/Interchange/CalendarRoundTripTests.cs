using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Interchange;

/// <summary>What was exported comes back: to its user as it was, and to another user as the same job under another id.</summary>
public sealed class CalendarRoundTripTests
{
    private static readonly string[] Texts = ["Herons", "早上好, 鷺; 😀", "a\\b \"c\" \\n", "line one\nline two\r\n\tthree", "x:y;z=,", "END:VEVENT\r\nBEGIN:VEVENT", new('ü', 90)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_jobs_come_back(int seed)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var bob = host.ClientFor(TestContexts.User("bob", host.Ada.TenantId));
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId));
        using var put = await admin.PutAsJsonAsync("/schedule/calendars/holidays", new { days = new[] { "2030-01-08", "2030-02-01" } });
        var random = new Random(seed);
        for (var i = 0; i < 25; i++)
        {
            var job = await ada.CreateAsync(Job(random));
            if (random.Next(4) == 0)
            {
                await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { enabled = false }, System.Net.HttpStatusCode.OK);
            }
        }

        var (calendar, before) = (await ada.ExportAsync(), await ListAsync(ada));
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(25, (await ada.ImportAsync(calendar))["unchanged"]!.GetValue<int>());
        Assert.Equal(before.Select(static job => job.ToJsonString()), (await ListAsync(ada)).Select(static job => job.ToJsonString()));
        Assert.Equal(25, (await bob.ImportAsync(calendar))["created"]!.GetValue<int>());
        Assert.Equal(before.Select(Same).Order(StringComparer.Ordinal), (await ListAsync(bob)).Select(Same).Order(StringComparer.Ordinal));
        Assert.Equal(25, (await bob.ImportAsync(await bob.ExportAsync()))["unchanged"]!.GetValue<int>());
    }

    // What is another job's by its nature: its ids and times. To another user words are others'.
    private static string Same(JsonObject job)
    {
        var same = job.DeepClone().AsObject();
        foreach (var member in new[] { "job_id", "created_at", "updated_at", "last_run_at", "next_run_at" })
        {
            same.Remove(member);
        }

        same["payload"]!.AsObject().Remove("labels");
        return same.ToJsonString();
    }

    private static JsonObject Job(Random random)
    {
        var job = random.Next(5) switch
        {
            0 => new JsonObject { ["kind"] = "daily", ["hour"] = random.Next(24), ["minute"] = random.Next(60) },
            1 => new JsonObject { ["kind"] = "weekly", ["hour"] = random.Next(24), ["minute"] = random.Next(60), ["day_of_week"] = "fri" },
            2 => new JsonObject { ["kind"] = "cron", ["expression"] = Pick(random, "*/5 9-17 * * mon-fri", "0 9 13 * 5", "1 2 3 4 *", "0 0 29 2 *", "30 0 9 * * *", "0 9 L * 1#2", "@daily", "0 22-2 * * *") },
            3 => new JsonObject { ["kind"] = "every", ["seconds"] = random.Next(60, 31_622_400) },
            _ => new JsonObject { ["kind"] = "at", ["time"] = $"2030-0{random.Next(2, 9)}-01T09:00:00{Pick(random, "Z", "+08:00", ".25Z")}" },
        };
        var kind = job["kind"]!.GetValue<string>();
        if (kind is "daily" or "weekly" && random.Next(2) == 0)
        {
            (job["interval"], job["starts_on"]) = (random.Next(1, 53), random.Next(2) == 0 ? null : Pick(random, "2030-01-02", "2031-05-06"));
        }

        job["ends_at"] = kind != "at" && random.Next(3) == 0 ? "2099-12-31T23:59:59+01:00" : null;
        job["name"] = Pick(random, Texts).Trim();
        job["calendars"] = random.Next(3) == 0 ? new JsonArray("holidays") : null;
        // The user's own where none is named.
        job["time_zone"] = random.Next(4) == 0 ? null : Pick(random, "UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia");
        job["misfire"] = Pick(random, "skip", "last", "all");
        job["misfire_grace_seconds"] = random.Next(604_801);
        job["tags"] = random.Next(2) == 0 ? [] : new JsonArray("news", "鷺,;:\\");
        job["payload"] = random.Next(2) == 0
            ? new JsonObject { ["type"] = "report", ["report_type"] = "custom", ["custom_prompt"] = Pick(random, Texts), ["focus_areas"] = new JsonArray("NVDA", "台积电, 2") }
            : new JsonObject { ["type"] = "agent_turn", ["message"] = Pick(random, Texts), ["model"] = "owl/barn", ["labels"] = random.Next(2) == 0 ? null : new JsonArray("user", "web") };
        return job;
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private static async Task<List<JsonObject>> ListAsync(HttpClient client) => (await client.ReadAsync("/schedule/jobs?limit=200")).Items("items");
}
