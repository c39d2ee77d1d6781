using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Slots;

/// <summary>Slots of jobs that are looked at and not made.</summary>
public sealed class ProposedSlotTests
{
    private const string Wish = "kind=daily&hour=9&minute=0&time_zone=UTC";

    private static readonly DateTimeOffset Nine = Times.Utc("2030-01-07 09:00");

    [Fact]
    public async Task A_preview_shows_the_slot_that_the_job_gets_when_it_is_made_and_takes_none()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        foreach (var expected in new[] { 0, 1, -1 })
        {
            for (var look = 0; look < 2; look++)
            {
                var preview = await ada.ReadAsync($"/schedule/preview?{Wish}&timing=spread&count=2");
                Assert.Equal(("spread", expected, true), (preview.Text("timing"), preview["offset_seconds"]!.GetValue<int>(), preview["is_proposed"]!.GetValue<bool>()));
                Assert.Equal([Nine.AddSeconds(expected), Nine.AddDays(1).AddSeconds(expected)], Runs(preview));
            }

            Assert.Equal(Nine.AddSeconds(expected), (await ada.CreateAsync(Daily("spread"))).Time("next_run_at"));
        }
    }

    [Fact]
    public async Task What_is_exact_or_has_its_slot_is_shown_as_it_is()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(Daily("spread"));
        var job = await ada.CreateAsync(Daily("spread"));

        var exact = await ada.ReadAsync($"/schedule/preview?{Wish}");
        var own = await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}&timing=spread");

        Assert.Equal(("exact", null, false), (exact.Text("timing"), exact["offset_seconds"], exact["is_proposed"]!.GetValue<bool>()));
        Assert.Equal(Nine, Runs(exact)[0]);
        Assert.Equal(("spread", 1, false), (own.Text("timing"), own["offset_seconds"]!.GetValue<int>(), own["is_proposed"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_job_is_shown_as_it_would_be_pinned_spread_or_moved()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(Daily("spread"));
        var job = await ada.CreateAsync(Daily("spread"));
        var pinned = await ada.CreateAsync(Daily("exact"));
        foreach (var (id, query, change) in new (string, string, object)[]
        {
            (job.Id(), "timing=exact", new { timing = "exact" }), (pinned.Id(), "timing=spread", new { timing = "spread" }), (job.Id(), "hour=10", new { hour = 10 }),
        })
        {
            var would = await ada.ReadAsync($"/schedule/preview?job_id={id}&{query}&count=1");
            var changed = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{id}", change, HttpStatusCode.OK);
            Assert.Equal((changed.Time("next_run_at"), changed.Text("timing"), changed["offset_seconds"]?.GetValue<int>()), (Runs(would)[0], would.Text("timing"), would["offset_seconds"]?.GetValue<int>()));
        }
    }

    [Fact]
    public async Task A_draft_is_simulated_in_the_slot_that_it_would_get()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(Daily("spread"));

        var simulated = await ada.AskAsync("/schedule/simulations", new { to = "2030-01-09T00:00:00Z", draft = Daily("spread") });

        Assert.Equal([Nine.AddSeconds(1), Nine.AddDays(1).AddSeconds(1)], simulated.Items("runs").Select(static run => run.Time("time")));
        Assert.Equal(1, Assert.Single(simulated.Items("jobs"))["offset_seconds"]!.GetValue<int>());
        Assert.Equal(1, (await ada.CreateAsync(Daily("spread")))["offset_seconds"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("kind=at&time=2030-02-01T09:00:00Z&timing=spread")]
    [InlineData($"{Wish}&timing=about")]
    public async Task A_single_time_and_an_unknown_word_are_refused(string query)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal(["timing"], (await ada.ReadAsync($"/schedule/preview?{query}", HttpStatusCode.BadRequest)).Fields());
    }

    private static object Daily(string timing) => new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", timing, payload = Wire.Report() };

    private static List<DateTimeOffset> Runs(JsonObject preview) => [.. preview["next_runs"]!.AsArray().Select(static run => run!.GetValue<DateTimeOffset>())];
}
