using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PutHeartbeat;

/// <summary>Body of <c>PUT /schedule/heartbeat</c>.</summary>
/// <param name="Enabled">Whether the heartbeat comes.</param>
/// <param name="Seconds">How often; absent: as before, or every 1,800 seconds.</param>
internal sealed record HeartbeatRequest([property: Required] bool? Enabled = null, [property: Range(ScheduleRules.MinimumSeconds, ScheduleRules.MaximumSeconds)] long? Seconds = null);
