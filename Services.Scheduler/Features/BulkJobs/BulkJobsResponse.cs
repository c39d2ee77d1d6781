namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary>Answer of <c>POST /schedule/jobs/bulk</c>.</summary>
/// <param name="Done">How many it was done to.</param>
/// <param name="Refused">How many it was not.</param>
/// <param name="Results">Each.</param>
internal sealed record BulkJobsResponse(int Done, int Refused, IReadOnlyList<BulkResult> Results);
