using Nanobot.Clients;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>
/// The zone of a job that names none: the one of its user's preferences, else UTC. It is asked for
/// anew each time, as making a job is rare and a copy could be out of date; when it cannot be had, the job is refused
/// rather than made for the wrong hour.
/// </summary>
internal sealed class DefaultTimeZone(IUsers users)
{
    public async Task<ZoneName> OfAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(context.RequiredUserId, cancellationToken);
        return ZoneName.TryParse(user?.Preferences.TimeZone, out var zone) ? zone : ZoneName.Utc;
    }
}
