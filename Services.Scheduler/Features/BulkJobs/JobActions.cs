using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary>Does one thing to one job after another, each whole or not at all, in the caller's transaction.</summary>
internal sealed class JobActions(TenantTransaction transaction, string action, IReadOnlyList<string> tags, DateTimeOffset now)
{
    private const string Delete = "delete from jobs where tenant_id = $1 and user_id = $2 and job_id = $3";

    /// <summary>The code of why not; null where it is done.</summary>
    public async Task<string?> DoAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        if (action == BulkAction.Delete)
        {
            // Whether its row can be read or not.
            return await transaction.ExecuteAsync(cancellationToken, new Sql(Delete, context.RequiredTenantId, context.RequiredUserId, jobId)) == 1 ? null : JobRefusals.NotFound.Code;
        }

        try
        {
            var job = await transaction.QuerySingleAsync(JobQueries.FindToChange(context, jobId), StoredJobs.Read, cancellationToken);
            return job is null ? JobRefusals.NotFound.Code : (await DoAsync(job, cancellationToken))?.Code;
        }
        catch (StoredDataException)
        {
            return StoredDataException.Code;
        }
    }

    private async Task<Refusal?> DoAsync(Job job, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case BulkAction.Run:
                return (await ManualRun.FireAsync(transaction, job, now, cancellationToken)).Refusal;
            case BulkAction.Skip when job.NextAt is null:
                return JobRefusals.NotActive(job.Status);
            case BulkAction.Skip:
                await SkippedRun.SkipAsync(transaction, job, now, cancellationToken);
                return null;
            case BulkAction.Unskip:
                return await RestoredRun.RestoreAsync(transaction, job, null, now, cancellationToken);
            default:
                var draft = Draft(job);
                if (draft.Check(now, checkSchedule: false) is { } refusal)
                {
                    return refusal;
                }

                bool? enabled = action == BulkAction.Pause ? false : action == BulkAction.Resume ? true : null;
                await JobBook.ChangeAsync(transaction, job.Change(draft, enabled, now), cancellationToken);
                return null;
        }
    }

    private JobDraft Draft(Job job)
    {
        var draft = JobDraft.Of(job);
        return action switch
        {
            BulkAction.Tag => draft with { Tags = [.. job.Tags.Union(tags, StringComparer.Ordinal)] },
            BulkAction.Untag => draft with { Tags = [.. job.Tags.Except(tags, StringComparer.Ordinal)] },
            _ => draft,
        };
    }
}
