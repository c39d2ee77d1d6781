using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>Counts the jobs that leave out the days of a calendar, of whichever user of the tenant.</summary>
internal sealed class CalendarUse(PlatformDb db)
{
    private const string Count = "select count(*) from jobs where tenant_id = $1 and calendars @> array[$2]";

    private static readonly PlatformScope Scope = new("jobs with a calendar");

    public Task<long> CountAsync(string tenantId, CalendarName name, CancellationToken cancellationToken) =>
        db.QuerySingleAsync(Scope, new Sql(Count, tenantId, name.Value), static row => row.GetInt64(0), cancellationToken);
}
