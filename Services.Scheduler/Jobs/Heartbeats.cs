using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Switches heartbeats on and off. A user has one, whatever is asked for at once.</summary>
internal static class Heartbeats
{
    /// <summary>How often one comes where nobody says.</summary>
    public const long DefaultSeconds = 1800;

    /// <summary>Makes the setting so, in one transaction.</summary>
    /// <param name="db">The database.</param>
    /// <param name="slots">Where heartbeats come.</param>
    /// <param name="context">Whose it is.</param>
    /// <param name="enabled">Whether it is to come.</param>
    /// <param name="seconds">How often; null leaves that as it is, or half an hour.</param>
    /// <param name="zone">The zone of a new job.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task<(Job? Job, Refusal? Refusal)> PutAsync(
        TenantDb db, IJobSlots slots, TenantContext context, bool enabled, long? seconds, ZoneName zone, DateTimeOffset now, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
        {
            await JobBook.HoldAsync(transaction, cancellationToken);
            var known = await JobBook.HeartbeatsAsync(transaction, cancellationToken);
            if (known.Count > 1)
            {
                await transaction.ExecuteAsync(cancellationToken, JobBook.Remove(context, known.Skip(1)));
            }

            if (known is [var present, ..])
            {
                var changed = await slots.PlaceAsync(transaction, present.Change(Draft(present, seconds), enabled, now), now, cancellationToken);
                await JobBook.ChangeAsync(transaction, changed, cancellationToken);
                return (changed, null);
            }

            if (!enabled && seconds is null)
            {
                return (null, null);
            }

            var made = Job.New(Draft(null, seconds), zone, ExcludedDays.None, now);
            made = await slots.PlaceAsync(transaction, enabled ? made : made.Change(Draft(made, null), false, now), now, cancellationToken);
            return await JobBook.AddAsync(transaction, made, cancellationToken) is { } refusal ? ((Job?)null, refusal) : (made, null);
        }, cancellationToken);

    private static JobDraft Draft(Job? job, long? seconds) => new(
        job?.Name, seconds is null && job is not null ? job.Schedule : Every(seconds ?? DefaultSeconds), job?.TimeZone, job?.Payload ?? new JobPayload(PayloadType.Heartbeat),
        job?.Misfire ?? Misfire.Last, job?.MisfireGraceSeconds ?? Misfire.DefaultGraceSeconds, job?.ZoneMode, job?.Calendars, Timing: job?.Timing);

    private static ScheduleSpec Every(long seconds) => new(ScheduleKind.Every, null, null, null, null, seconds, null);
}
