using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Features.SkipRun;

/// <summary>Body of <c>POST /schedule/jobs/{job_id}/skip</c>; it may be left out.</summary>
/// <param name="ScheduledFor">Which run is to be passed over, as <c>next_run_at</c> has it; absent: whichever is next.</param>
internal sealed record SkipRunRequest([property: StringLength(40, MinimumLength = 20)] string? ScheduledFor = null);
