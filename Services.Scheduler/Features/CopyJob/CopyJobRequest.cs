using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.CopyJob;

/// <summary>Body of <c>POST /schedule/jobs/{job_id}/copy</c>; it may be left out.</summary>
/// <param name="Name">What the copy is called; absent: as the job.</param>
internal sealed record CopyJobRequest([property: StringLength(JobLimits.MaximumName, MinimumLength = 1)] string? Name = null);
