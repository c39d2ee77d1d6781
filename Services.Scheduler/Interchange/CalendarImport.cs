using System.Text.Json;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>Takes the events of a calendar in as jobs of a user, all of them or none. An event that is a job already, by its UID, changes that job.</summary>
/// <param name="transaction">The user's.</param>
/// <param name="slots">Where jobs run that may run about their times.</param>
/// <param name="users">The zone of events that name none.</param>
/// <param name="now">The present moment.</param>
internal sealed class CalendarImport(TenantTransaction transaction, IJobSlots slots, ZoneName users, DateTimeOffset now)
{
    private const string Select = $"select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 order by job_id for update";

    private readonly List<RefusedEvent> _refused = [];

    /// <summary>What became of each event.</summary>
    /// <exception cref="RefusalException">Some cannot be jobs: the transaction is to be rolled back.</exception>
    public async Task<List<ImportedEvent>> TakeAsync(IReadOnlyList<CalendarEntry> entries, CancellationToken cancellationToken)
    {
        await JobBook.HoldAsync(transaction, cancellationToken);
        var context = transaction.Context;
        var jobs = (await transaction.QueryAsync(new Sql(Select, context.RequiredTenantId, context.RequiredUserId), StoredJobs.Read, cancellationToken))
            .ToDictionary(static job => job.CalendarUid ?? job.JobId.ToString(), StringComparer.Ordinal);
        var taken = new List<ImportedEvent>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!seen.Add(entry.Uid))
            {
                Refuse(entry, "UID: is another event's, too");
            }
            else if (entry.Why is not null || entry.Wanted is null)
            {
                Note(entry, entry.Why is null ? new ImportedEvent(entry.Uid, null, ImportedEvent.Over) : null);
            }
            else
            {
                Note(entry, await TakeAsync(entry, entry.Wanted, jobs.GetValueOrDefault(entry.Uid), cancellationToken));
            }
        }

        return _refused.Count == 0 ? taken : throw new RefusalException(CalendarRefusals.NotExpressible(_refused));

        void Note(CalendarEntry entry, ImportedEvent? done)
        {
            if (done is not null)
            {
                taken.Add(done);
            }
            else if (entry.Why is { } why)
            {
                Refuse(entry, why);
            }
        }
    }

    private async Task<ImportedEvent?> TakeAsync(CalendarEntry entry, CreateJobRequest wanted, Job? known, CancellationToken cancellationToken)
    {
        var asked = wanted.ToDraft();
        if (asked.Payload is { } payload && CalendarWebhooks.Take(payload, known?.Payload) is null)
        {
            Refuse(entry, CalendarWebhooks.Why);
            return null;
        }

        var draft = asked with { Payload = asked.Payload is { IsWebhook: true } ? known!.Payload : OthersWords.Label(asked.Payload, known?.Payload) };
        var errors = new ValidationErrors();
        // A schedule that was accepted once may be over since.
        draft.Check(now, errors, checkSchedule: known is null || draft.Schedule != known.Schedule);
        if (errors.Any)
        {
            _refused.Add(new RefusedEvent(entry.Uid, entry.Summary, [.. errors.ByField.SelectMany(static field => field.Value.Select(why => $"{field.Key}: {why}"))]));
            return null;
        }

        var (excluded, unknown) = await CalendarBook.UseAsync(transaction, draft.Calendars ?? known?.Calendars ?? [], cancellationToken);
        if (excluded is null)
        {
            Refuse(entry, $"calendars: {unknown!.Code}: names one that the tenant does not have");
            return null;
        }

        if (known is null)
        {
            return await AddAsync(entry, draft, excluded, cancellationToken);
        }

        var leavesOutOthers = draft.Calendars is { } named && !named.SequenceEqual(known.Calendars, StringComparer.Ordinal);
        var changed = known.Change(draft, entry.Enabled, now, draft.TimeZone is null ? users : null, leavesOutOthers ? excluded : null);
        if (Shown(changed) == Shown(known))
        {
            return new ImportedEvent(entry.Uid, known.JobId, ImportedEvent.Unchanged);
        }

        if (known.Origin is not null)
        {
            Refuse(entry, $"{JobRefusals.Standing("report_time").Code}: stands for the user's preferences");
            return null;
        }

        if (await JobBook.RefuseAsync(transaction, changed, cancellationToken) is { } refusal)
        {
            Refuse(entry, $"{refusal.Code}: {refusal.Detail}");
            return null;
        }

        await JobBook.ChangeAsync(transaction, await slots.PlaceAsync(transaction, changed, now, cancellationToken), cancellationToken);
        return new ImportedEvent(entry.Uid, known.JobId, ImportedEvent.Updated);
    }

    private async Task<ImportedEvent?> AddAsync(CalendarEntry entry, JobDraft draft, ExcludedDays excluded, CancellationToken cancellationToken)
    {
        var made = Job.New(draft, draft.TimeZone is { } named ? ZoneName.Parse(named) : users, excluded, now) with { CalendarUid = entry.Uid };
        made = entry.Enabled is false ? made.Change(JobDraft.Of(made), false, now) : made;
        // A rule whose first time lies ahead of the schedule's would fire before it begins; one whose first time is none of its own says another thing than it means.
        if (entry.FirstAt is { } first
            && ((first > now && made.Compile().Next(now) is { } next && next < first)
                || (made with { AnchorAt = first.AddDays(-1) }).Compile().Next(first.AddMicroseconds(-1)) != first))
        {
            Refuse(entry, "DTSTART: is not the first time of the rule");
            return null;
        }

        if (await JobBook.AddAsync(transaction, await slots.PlaceAsync(transaction, made, now, cancellationToken), cancellationToken) is { } refusal)
        {
            Refuse(entry, $"{refusal.Code}: {refusal.Detail}");
            return null;
        }

        return new ImportedEvent(entry.Uid, made.JobId, ImportedEvent.Created);
    }

    private void Refuse(CalendarEntry entry, string why) => _refused.Add(new RefusedEvent(entry.Uid, entry.Summary, [why]));

    // All that is seen of it but when it was changed.
    private static string Shown(Job job) => JsonSerializer.Serialize(JobResource.Of(job) with { UpdatedAt = default }, Json.Wire);
}
