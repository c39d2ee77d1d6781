using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>A user's heartbeat as a setting: the one job of its kind, and nothing beside it.</summary>
/// <param name="Enabled">Whether it comes.</param>
/// <param name="Job">The job; null where there never was one, or it was deleted.</param>
internal sealed record HeartbeatSetting(bool Enabled, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JobResource? Job)
{
    public static HeartbeatSetting Of(Job? job) => new(job?.Status == JobStatus.Active, job is null ? null : JobResource.Of(job));
}
