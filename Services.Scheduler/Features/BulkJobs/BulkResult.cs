using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary>What became of one job.</summary>
/// <param name="JobId">The job, as it was named.</param>
/// <param name="Status">done or refused.</param>
/// <param name="Code">Of one that is refused: why, by the code that it would be refused with alone.</param>
internal sealed record BulkResult(
    string JobId,
    [property: AllowedValues(BulkResult.Done, BulkResult.Refused)] string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code)
{
    public const string Done = "done";
    public const string Refused = "refused";

    public static BulkResult Of(string jobId, string? code) => new(jobId, code is null ? Done : Refused, code);
}
