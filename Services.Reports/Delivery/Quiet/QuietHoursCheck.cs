using Nanobot.Clients;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Delivery.Quiet;

/// <summary>Says of a delivery whether its user wants to be told now.</summary>
internal sealed class QuietHoursCheck(TenantDb db, IUsers users, TimeProvider time)
{
    /// <summary>What a delivery waits for.</summary>
    public const string Code = "QUIET_HOURS";

    // A night becomes a few seconds, in which its messages come in their order.
    private const int Shrunk = 10_000;

    /// <summary>Until when it waits; null where it need not.</summary>
    /// <exception cref="Platform.Core.Problems.ModuleUnavailableException">The user's zone cannot be learnt.</exception>
    public async Task<DateTimeOffset?> UntilAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        if (await db.QuerySingleAsync(delivery.Context, QuietHours.Of(delivery.Context), QuietHours.Read, cancellationToken) is not { } hours)
        {
            return null;
        }

        var user = await users.FindAsync(delivery.Context.RequiredUserId, cancellationToken);
        var zone = ZoneName.TryParse(user?.Preferences.TimeZone, out var name) ? name.Zone : TimeZoneInfo.Utc;
        var now = time.GetUtcNow();
        return hours.Until(now, zone) is { } end
            ? end + TimeSpan.FromTicks(Math.Clamp((delivery.CreatedAt - (end - TimeSpan.FromDays(1))).Ticks, 0, TimeSpan.TicksPerDay) / Shrunk)
            : null;
    }
}
