using Nanobot.Clients;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features;

/// <summary>
/// The zone of a job that names none: the one of its user's preferences when the job is made, else UTC. It is asked for
/// anew each time, as making a job is rare and a copy could be out of date; when it cannot be had, the job is refused
/// rather than made for the wrong hour.
/// </summary>
internal sealed class DefaultTimeZone(UsersClient users)
{
    public async Task<string> OfAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(context.RequiredUserId, cancellationToken);
        return Zones.TryFind(user?.Preferences.TimeZone, out var zone) ? zone.Id : Zones.Default;
    }
}
