using System.Globalization;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Quiet;

/// <summary>The part of a user's day in which it is told nothing: from a minute on until another one, of that day or the next.</summary>
/// <param name="FromMinute">The first minute of the day that is quiet.</param>
/// <param name="ToMinute">The first one that is not.</param>
internal sealed record QuietHours(int FromMinute, int ToMinute)
{
    private const string Select = "select from_minute, to_minute from quiet_hours where tenant_id = $1 and user_id = $2";

    /// <summary>Reads those of a user.</summary>
    public static Sql Of(TenantContext context) => new(Select, context.RequiredTenantId, context.RequiredUserId);

    /// <summary>A row of <see cref="Of"/>.</summary>
    public static QuietHours Read(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetInt32(1));

    /// <summary>
    /// Until when it is quiet at <paramref name="now"/>; null where it is not. It goes by what the clock on the wall shows: an end that is left out when clocks are put forward is the first moment behind the
    /// gap, and one that comes twice ends both times.
    /// </summary>
    public DateTimeOffset? Until(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var minute = (int)local.TimeOfDay.TotalMinutes;
        var isQuiet = FromMinute < ToMinute ? minute >= FromMinute && minute < ToMinute : minute >= FromMinute || minute < ToMinute;
        if (!isQuiet)
        {
            return null;
        }

        var end = local.Date.AddDays(minute < ToMinute ? 0 : 1).AddMinutes(ToMinute);
        TimeSpan[] offsets = zone.IsAmbiguousTime(end) ? [.. zone.GetAmbiguousTimeOffsets(end).OrderDescending()] : [OffsetAt(ref end, zone)];
        return offsets.Select(offset => (DateTimeOffset?)new DateTimeOffset(end, offset).ToUniversalTime()).FirstOrDefault(at => at > now);
    }

    /// <summary>As the API shows it.</summary>
    public QuietHoursSetting ToSetting() => new(Write(FromMinute), Write(ToMinute));

    private static string Write(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>The minute of a time of day; null where it is none.</summary>
    public static int? Parse(string? text) =>
        text is { Length: 5 } && text[2] == ':'
        && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours < 24
        && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60 ? (hours * 60) + minutes : null;

    private static TimeSpan OffsetAt(ref DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return zone.GetUtcOffset(local);
    }
}
