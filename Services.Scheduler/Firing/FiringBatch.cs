using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Observability;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>
/// What one transaction is to make of the jobs that it holds: which advance to which time, which occurrences and events that makes, and which could not be
/// fired. Nothing is written before all of it is known, and then in one round trip.
/// </summary>
internal sealed class FiringBatch(PlatformTransaction transaction, SchedulerTelemetry telemetry, DateTimeOffset now)
{
    private readonly List<FiredJob> _jobs = [];
    private readonly List<(long Number, DateTimeOffset ScheduledFor, DateTimeOffset? SkippedUntil, bool Fires, Guid? Report, Guid? Run, Guid? Delivery)> _occurrences = [];
    private readonly List<(long Number, DateTimeOffset? ScheduledFor, OutboxEvent Event)> _events = [];
    private readonly List<(ClaimedJob Claim, Exception Failure)> _failed = [];
    private readonly List<ClaimedJob> _held = [];

    /// <summary>The jobs that advance, in the order of their numbers, from 1 on.</summary>
    public IReadOnlyList<FiredJob> Jobs => _jobs;

    /// <summary>The jobs that could not be fired, and why.</summary>
    public IReadOnlyList<(ClaimedJob Claim, Exception Failure)> Failed => _failed;

    /// <summary>The jobs whose history is due for its oldest rows to go; known once all is written.</summary>
    public IReadOnlyList<ClaimedJob> Old { get; private set; } = [];

    /// <summary>Fires the due occurrences of a job. Whatever is wrong with one keeps no other waiting: nothing is asked of anybody here, so that a failure is the job's own.</summary>
    public void Fire(ClaimedJob claim)
    {
        using var scope = TenantScope.Begin(claim.Context);
        using var activity = telemetry.StartFiring(claim.JobId);
        var (jobs, occurrences, events) = (_jobs.Count, _occurrences.Count, _events.Count);
        try
        {
            Plan(claim, claim.Job ?? throw new StoredDataException(claim.Fault!));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _jobs.RemoveRange(jobs, _jobs.Count - jobs);
            _occurrences.RemoveRange(occurrences, _occurrences.Count - occurrences);
            _events.RemoveRange(events, _events.Count - events);
            Fail(claim, exception);
        }
    }

    /// <summary>Leaves a job to a later look, after a lease.</summary>
    public void Hold(ClaimedJob claim) => _held.Add(claim);

    /// <summary>As <see cref="Hold"/>, of one that could not be fired.</summary>
    public void Fail(ClaimedJob claim, Exception failure)
    {
        _failed.Add((claim, failure));
        Hold(claim);
    }

    /// <summary>Writes all of it.</summary>
    public async Task WriteAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        var pruned = new SqlRows<long>(ToFire(), static row => row.GetInt64(0));
        List<SqlStep> steps = [];
        if (_jobs.Count > 0)
        {
            steps.Add(pruned);
        }

        if (_held.Count > 0)
        {
            steps.Add(SqlStep.Do(new Sql(FiringStatements.Hold, _held.ToArray(static claim => claim.Place), now, lease)));
        }

        if (steps.Count > 0)
        {
            await transaction.BatchAsync(steps, cancellationToken);
        }

        Old = [.. pruned.Rows.Select(number => _jobs[(int)number - 1].Claim)];
    }

    private void Plan(ClaimedJob claim, Jobs.Job job)
    {
        var context = claim.Context;
        var plan = OccurrencePlan.Of(job.Compile(), job.NextAt!.Value, claim.Until < now ? claim.Until.Value : now, job.Misfire, TimeSpan.FromSeconds(job.MisfireGraceSeconds));
        _jobs.Add(new FiredJob(claim, plan));
        var number = (long)_jobs.Count;
        foreach (var scheduledFor in plan.Fired)
        {
            var made = OccurrenceMade.Of(job, scheduledFor);
            _occurrences.Add((number, scheduledFor, null, true, made.Report, made.Run, made.Delivery));
            if (made.Run is { } run)
            {
                _events.Add((number, scheduledFor, transaction.ToEvent(Occurrences.ToTurn(job, run, context), context)));
            }
            else if (made.Report is { } report)
            {
                _events.Add((number, scheduledFor, transaction.ToEvent(Occurrences.ToReport(job.Payload, report), context)));
            }
        }

        for (var i = 0; i < plan.Skipped.Count; i++)
        {
            _occurrences.Add((number, plan.Skipped[i], i == 0 ? plan.FirstSkippedUntil : null, false, null, null, null));
        }

        if (plan.Skipped.Count > 0)
        {
            _events.Add((number, null, transaction.ToEvent(
                new JobRunEnded(job.JobId, plan.Skipped[^1], OccurrenceTrigger.Schedule, OccurrenceStatus.Skipped, null, plan.Skipped.Count), context)));
        }
    }

    private Sql ToFire() => new(FiringStatements.Fire,
        _jobs.ToArray(static job => job.Claim.Place),
        _jobs.ToArray(static job => job.Plan.Next),
        _jobs.ToArray(static job => job.Plan.Fired.Count > 0 ? job.Plan.Fired[^1] : (DateTimeOffset?)null),
        _occurrences.ToArray(static one => one.Number),
        _occurrences.ToArray(static one => one.ScheduledFor),
        _occurrences.ToArray(static one => one.SkippedUntil),
        _occurrences.ToArray(static one => one.Fires),
        _occurrences.ToArray(static one => one.Report),
        _occurrences.ToArray(static one => one.Run),
        now,
        _events.ToArray(static one => one.Number),
        _events.ToArray(static one => one.ScheduledFor),
        _events.ToArray(static one => one.Event.EventId),
        _events.ToArray(static one => one.Event.Role),
        _events.ToArray(static one => one.Event.Plan),
        _events.ToArray(static one => one.Event.Epoch),
        _events.ToArray(static one => one.Event.Topic),
        _events.ToArray(static one => one.Event.Envelope),
        _occurrences.ToArray(static one => one.Delivery));
}
