using System.Net;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class CopyAndTagTests
{
    [Fact]
    public async Task A_copy_does_the_same_under_an_id_of_its_own_and_counts_from_now()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { name = "Hourly", kind = "every", seconds = 3600, tags = new[] { "herons" }, misfire = "all", payload = new { type = "agent_turn", message = "Any news?", labels = new[] { "web" } } });
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        var copy = await ada.AskAsync($"/schedule/jobs/{job.Id()}/copy", new { name = "Again" }, HttpStatusCode.Created);
        var plain = await ada.AskAsync($"/schedule/jobs/{job.Id()}/copy", null, HttpStatusCode.Created);

        Assert.Equal(("Again", "2030-01-07T09:10:00+00:00", "all", "Hourly"), (copy.Text("name"), copy.Text("next_run_at"), copy.Text("misfire"), plain.Text("name")));
        Assert.Equal((job["payload"]!.ToJsonString(), """["herons"]"""), (copy["payload"]!.ToJsonString(), copy["tags"]!.ToJsonString()));
        Assert.Equal(3, new[] { job, copy, plain }.Select(static one => one.Id()).Distinct().Count());
        Assert.Equal(copy.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{copy.Id()}")).ToJsonString());
    }

    [Fact]
    public async Task A_copy_of_a_paused_job_is_paused_and_of_a_heartbeat_there_is_none()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { enabled = false }, HttpStatusCode.OK);
        var heartbeat = await ada.CreateAsync(new { payload = new { type = "heartbeat" } });

        Assert.Equal("paused", (await ada.AskAsync($"/schedule/jobs/{job.Id()}/copy", null, HttpStatusCode.Created)).Text("status"));
        Assert.Equal("HEARTBEAT_EXISTS", (await ada.AskAsync($"/schedule/jobs/{heartbeat.Id()}/copy", null, HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task Copies_at_once_never_make_more_jobs_than_a_user_may_have()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });
        await host.ExecuteAsync("""
            insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at, created_at, updated_at)
            select tenant_id, user_id, gen_random_uuid(), name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at, created_at, updated_at
            from jobs cross join generate_series(1, 95)
            """);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await ada.PostAsync(new Uri($"/schedule/jobs/{job.Id()}/copy", UriKind.Relative), null);
            return response.StatusCode;
        }));

        Assert.Equal((4, 4), (statuses.Count(static status => status == HttpStatusCode.Created), statuses.Count(static status => status == HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task A_list_shows_what_has_the_tag_the_status_and_the_kind_in_pages()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        for (var i = 0; i < 3; i++)
        {
            await ada.CreateAsync(new { name = $"tagged {i}", kind = "daily", hour = 9, minute = 0, tags = new[] { "news", "鷺" }, payload = Wire.Report() });
            // The newest is the one of the latest millisecond.
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var other = await ada.CreateAsync(new { name = "other", kind = "every", seconds = 60, tags = new[] { "News" }, payload = Wire.Report() });
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{other.Id()}", new { enabled = false }, HttpStatusCode.OK);

        var page = await ada.ReadAsync("/schedule/jobs?tag=%E9%B7%BA&limit=2");
        Assert.Equal(["tagged 2", "tagged 1"], page.Items("items").Select(static job => job.Text("name")));
        Assert.Equal(["tagged 0"], (await ada.ReadAsync($"/schedule/jobs?tag=%E9%B7%BA&limit=2&cursor={page.Text("next_cursor")}")).Items("items").Select(static job => job.Text("name")));
        Assert.Equal(["other"], (await ada.ReadAsync("/schedule/jobs?status=paused")).Items("items").Select(static job => job.Text("name")));
        Assert.Equal(["other"], (await ada.ReadAsync("/schedule/jobs?kind=every&tag=News")).Items("items").Select(static job => job.Text("name")));
        Assert.Empty((await ada.ReadAsync("/schedule/jobs?kind=every&status=active")).Items("items"));
        Assert.Equal(["kind", "status", "tag"], (await ada.ReadAsync("/schedule/jobs?kind=x&status=y&tag=+z", HttpStatusCode.BadRequest)).Fields().Order());
    }

    [Theory]
    [InlineData("""["a","a"]""")]
    [InlineData("""[""]""")]
    [InlineData("""[" a"]""")]
    [InlineData("""["a\nb"]""")]
    [InlineData("""["e\u0301"]""")]
    [InlineData("""["12345678901234567890123456789012345678901"]""")]
    [InlineData("""["1","2","3","4","5","6","7","8","9","10","11"]""")]
    public async Task Wrong_tags_are_refused_by_name(string tags)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        var refused = await ada.AskAsync("/schedule/jobs", $$$"""{"kind":"every","seconds":60,"tags":{{{tags}}},"payload":{"type":"report","report_type":"daily"}}""", HttpStatusCode.BadRequest);

        Assert.Equal(["tags"], refused.Fields());
    }

    [Fact]
    public async Task A_patch_replaces_the_tags_and_leaves_them_where_it_has_none()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, tags = new[] { "news" }, payload = Wire.Report() });
        var path = $"/schedule/jobs/{job.Id()}";

        Assert.Equal("""["news"]""", (await ada.SendAsync(HttpMethod.Patch, path, new { hour = 10 }, HttpStatusCode.OK))["tags"]!.ToJsonString());
        Assert.Equal("""["a","b"]""", (await ada.SendAsync(HttpMethod.Patch, path, new { tags = new[] { "a", "b" } }, HttpStatusCode.OK))["tags"]!.ToJsonString());
        Assert.Equal("[]", (await ada.SendAsync(HttpMethod.Patch, path, new { tags = Array.Empty<string>() }, HttpStatusCode.OK))["tags"]!.ToJsonString());
    }
}
