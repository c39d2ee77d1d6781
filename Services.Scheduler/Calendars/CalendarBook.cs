using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Schedules.Days;
using Npgsql;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>The calendars of excluded days of one tenant.</summary>
internal sealed class CalendarBook(TenantDb db, CalendarUse use)
{
    private const string Columns = "name, days, source is not null, expanded_until, created_at, updated_at";

    private const string SelectPage = $"select {Columns} from schedule_calendars where tenant_id = $1 and name > $2 order by name limit $3";

    private const string SelectOne = $"select {Columns} from schedule_calendars where tenant_id = $1 and name = $2";

    private const string CountOthers = "select count(*) from schedule_calendars where tenant_id = $1 and name <> $2";

    private const string Upsert = """
        insert into schedule_calendars as known (tenant_id, name, days, source, expanded_until, created_at, updated_at) values ($1, $2, $3, $4::text, $5::date, $6, $6)
        on conflict (tenant_id, name) do update set days = excluded.days, source = excluded.source, expanded_until = excluded.expanded_until, updated_at = excluded.updated_at,
            revision = known.revision + case when known.days = excluded.days then 0 else 1 end
        returning created_at = updated_at and revision = 1, created_at
        """;

    private const string Hold = "select name from schedule_calendars where tenant_id = $1 and name = $2 for update";

    private const string Delete = "delete from schedule_calendars where tenant_id = $1 and name = $2";

    private const string SelectNamed = "select name, days from schedule_calendars where tenant_id = $1 and name = any($2)";

    // Until the transaction ends none of them is deleted.
    private const string SelectNamedToUse = $"{SelectNamed} for share";

    /// <summary>A page of them, by name.</summary>
    public async Task<Page<CalendarResource>> ListAsync(TenantContext context, PageRequest page, CancellationToken cancellationToken) => page.ToPage(await db.ListAsync(
        context, new Sql(SelectPage, context.RequiredTenantId, page.After ?? "", page.Limit + 1), [0], static row => Map(row, withDays: false), cancellationToken));

    /// <summary>One with its days; null where there is none.</summary>
    public Task<CalendarResource?> FindAsync(TenantContext context, CalendarName name, CancellationToken cancellationToken) => db.QuerySingleAsync(
        context, new Sql(SelectOne, context.RequiredTenantId, name.Value), static row => Map(row, withDays: true), cancellationToken);

    /// <summary>Puts one in its place; whether it is new, or why not.</summary>
    public Task<(CalendarResource? Calendar, bool IsNew, Refusal? Refusal)> PutAsync(
        TenantContext context, CalendarName name, CalendarContent content, DateTimeOffset now, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
        {
            var tenant = context.RequiredTenantId;
            // One change of a tenant's calendars at a time, so that what is counted holds.
            await transaction.QueryAsync(Locks.Of(LockName.OfTenant(LockKinds.Calendars, tenant)), static _ => 0, cancellationToken);
            if (await transaction.QuerySingleAsync(new Sql(CountOthers, tenant, name.Value), static row => row.GetInt64(0), cancellationToken) >= CalendarLimits.Most)
            {
                return ((CalendarResource?)null, false, (Refusal?)CalendarRefusals.Limit);
            }

            var (isNew, created) = await transaction.QuerySingleAsync(
                new Sql(Upsert, tenant, name.Value, content.Days.ToBits(), content.Source, content.Until, now),
                static row => (row.GetBoolean(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
            return (CalendarResource.Of(name.Value, content.Days, content.Source is not null, content.Until, created, now), isNew, null);
        }, cancellationToken);

    /// <summary>Deletes one that no job leaves the days of out; why not, or null where it is gone.</summary>
    public Task<Refusal?> DeleteAsync(TenantContext context, CalendarName name, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
    {
        // Whoever makes a job with it holds it meanwhile: behind that, all jobs are seen.
        var held = new Sql(Hold, context.RequiredTenantId, name.Value);
        if (await transaction.QuerySingleAsync(held, static row => row.GetString(0), cancellationToken) is null)
        {
            return CalendarRefusals.NotFound;
        }

        if (await use.CountAsync(context.RequiredTenantId, name, cancellationToken) is > 0 and var jobs)
        {
            return CalendarRefusals.InUse(jobs);
        }

        await transaction.ExecuteAsync(cancellationToken, new Sql(Delete, context.RequiredTenantId, name.Value));
        return null;
    }, cancellationToken);

    /// <summary>The days of calendars by their names, which stay there until the transaction ends; or which of them the tenant does not have.</summary>
    public static async Task<(ExcludedDays? Days, Refusal? Refusal)> UseAsync(TenantTransaction transaction, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        names.Count == 0 ? (ExcludedDays.None, null)
        : Named(names, await transaction.QueryAsync(Sql(SelectNamedToUse, transaction.Context, names), static row => (row.GetString(0), new DaySet(row.GetFieldValue<byte[]>(1))), cancellationToken));

    /// <summary>The same where no job is made.</summary>
    public async Task<(ExcludedDays? Days, Refusal? Refusal)> DaysAsync(TenantContext context, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        names.Count == 0 ? (ExcludedDays.None, null)
        : Named(names, await db.QueryAsync(context, Sql(SelectNamed, context, names), static row => (row.GetString(0), new DaySet(row.GetFieldValue<byte[]>(1))), cancellationToken));

    private static Sql Sql(string statement, TenantContext context, IReadOnlyList<string> names) => new(statement, context.RequiredTenantId, names.ToArray());

    private static (ExcludedDays? Days, Refusal? Refusal) Named(IReadOnlyList<string> names, List<(string Name, DaySet Days)> found) =>
        names.Except(found.Select(static calendar => calendar.Name)).FirstOrDefault() is { } missing
            ? (null, Refusals.Invalid("calendars", $"names a calendar that the tenant does not have: {missing}"))
            : (new ExcludedDays([.. found.Select(static calendar => calendar.Days)]), null);

    private static CalendarResource Map(NpgsqlDataReader row, bool withDays)
    {
        var calendar = CalendarResource.Of(row.GetString(0), new DaySet(row.GetFieldValue<byte[]>(1)), row.GetBoolean(2),
            row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5));
        return withDays ? calendar : calendar with { Days = null };
    }
}
