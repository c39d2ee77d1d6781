using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>What other modules send and read of jobs is what this one takes and shows.</summary>
public sealed class ScheduleContractTests
{
    [Fact]
    public async Task A_request_of_each_kind_is_taken_as_modules_send_it_and_shown_as_they_read_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        ScheduleRequest[] requests =
        [
            new("daily", new SchedulePayload("report", "daily"), Hour: 9, Minute: 0),
            new("weekly", new SchedulePayload("report", "weekly"), Hour: 8, Minute: 30, DayOfWeek: "mon", TimeZone: "Europe/Berlin"),
            new("cron", new SchedulePayload("report", "custom", "gold", ["NVDA"]), Expression: "0 9 * * 1-5", TimeZone: "UTC"),
            new("daily", new SchedulePayload("agent_turn", Message: "Any news?", Labels: ["user", "web"]), Hour: 7, Minute: 0, Timing: "spread"),
            new("every", new SchedulePayload("heartbeat"), Seconds: 1800),
            new("every", new SchedulePayload("report", "daily"), Seconds: 3600),
            new("at", new SchedulePayload("report", "daily"), Time: "2030-01-31T09:00:00+08:00"),
        ];
        foreach (var request in requests)
        {
            using var response = await ada.PostAsJsonAsync("/schedule/jobs", request, Json.Wire);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            var job = (await response.Content.ReadFromJsonAsync<ScheduleResource>(Json.Wire))!;

            Assert.Equal(
                (request.Kind, request.Hour, request.Minute, request.DayOfWeek, request.Expression, request.Seconds, request.Time, request.TimeZone ?? "Asia/Shanghai"),
                (job.Kind, job.Hour, job.Minute, job.DayOfWeek, job.Expression, job.Seconds, job.Time, job.TimeZone));
            Assert.Equal((request.Payload.Type, request.Payload.ReportType, request.Payload.CustomPrompt), (job.Payload.Type, job.Payload.ReportType, job.Payload.CustomPrompt));
            Assert.Equal(request.Payload.FocusAreas ?? [], job.Payload.FocusAreas ?? []);
            Assert.Equal((request.Payload.Message, string.Join(' ', request.Payload.Labels ?? [])), (job.Payload.Message, string.Join(' ', job.Payload.Labels ?? [])));
            Assert.Equal("active", job.Status);
            Assert.NotNull(job.NextRunAt);
        }

        var page = (await ada.GetFromJsonAsync<Page<ScheduleResource>>("/schedule/jobs?limit=200", Json.Wire))!;
        Assert.Equal(requests.Select(static request => request.Kind).Order(), page.Items.Select(static job => job.Kind).Order());
        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"/schedule/jobs/{page.Items[0].JobId}")).StatusCode);
    }
}
