namespace Nanobot.Contracts.Events;

/// <summary>A run of a job has come to its end, or runs were passed over.</summary>
/// <param name="JobId">The job.</param>
/// <param name="ScheduledFor">When it was due; of several that were passed over the latest.</param>
/// <param name="Trigger">schedule or manual.</param>
/// <param name="Status">completed, failed or skipped.</param>
/// <param name="ReportId">The report that it made or was to make; null where it asked for none.</param>
/// <param name="Count">For how many entries of the job's history it stands: 1, or as many as were passed over at once.</param>
/// <param name="RunId">The run of the assistant that it made or was to make; null where it asked for none.</param>
/// <param name="ErrorCode">Of a run of the assistant, or of what an address was to be told, that failed: the stable code of why.</param>
public sealed record JobRunEnded(
    Guid JobId, DateTimeOffset ScheduledFor, string Trigger, string Status, Guid? ReportId, int Count, Guid? RunId = null, string? ErrorCode = null) : IIntegrationEvent<JobRunEnded>
{
    /// <inheritdoc />
    public static string Topic => "job.run_ended.v1";
}
