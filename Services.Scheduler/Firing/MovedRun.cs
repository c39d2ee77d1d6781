using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// Runs that do not come since the clocks that a job follows were moved on past them: they are in the history as <c>skipped</c>, at the time at which the new clocks showed theirs. The event of the
/// move tells of it.
/// </summary>
internal static class MovedRun
{
    /// <summary>Why they were skipped, by its name on the wire.</summary>
    private const string ByMove = "moved";

    // What comes so often that it has run since, by the clocks of before, has lost nothing.
    private const string Insert = $"""
        insert into occurrences (tenant_id, user_id, job_id, scheduled_for, skipped_until, trigger, status, completed_at, reason)
        select $1, $2, $3, $4, $5::timestamptz, '{OccurrenceTrigger.Schedule}', '{OccurrenceStatus.Skipped}', $6, '{ByMove}'
        where not exists (
            select from occurrences where tenant_id = $1 and job_id = $3 and trigger = '{OccurrenceTrigger.Schedule}' and scheduled_for between $4::timestamptz and $6::timestamptz)
        on conflict do nothing
        """;

    /// <summary>Notes what a held job loses by becoming another, in the transaction in which it does.</summary>
    public static async Task NoteAsync(TenantTransaction transaction, Job before, Job after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (before.LostTo(after, now) is { } lost)
        {
            await transaction.ExecuteAsync(cancellationToken,
                new Sql(Insert, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, before.JobId, lost.First, lost.Until, now));
        }
    }
}
