using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The columns of a job, in one order, and with them the days that its calendars exclude: whoever reads a job knows when it runs.</summary>
internal static class JobRows
{
    public const string Columns = """
        job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at,
        last_run_at, created_at, updated_at, zone_mode, calendars,
        case when calendars is not null then excluded_days(tenant_id, calendars) end, tags, origin, calendar_uid, slot_offset, slot_weight
        """;

    /// <summary>How many they are.</summary>
    public const int Count = 21;

    public static JobRecord Map(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        StoredSchedule.Parse(row.GetString(2)),
        row.GetString(3),
        StoredPayload.Parse(row.GetString(4)),
        row.GetString(5),
        row.GetInt32(6),
        row.GetString(7),
        row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11),
        row.GetFieldValue<DateTimeOffset>(12),
        row.GetString(13),
        row.IsDBNull(14) ? [] : row.GetFieldValue<string[]>(14),
        row.IsDBNull(15) ? [] : row.GetFieldValue<byte[][]>(15),
        StoredTexts.Whole(row.GetFieldValue<string[]>(16)),
        row.IsDBNull(17) ? null : row.GetString(17),
        row.IsDBNull(18) ? null : row.GetString(18),
        row.IsDBNull(19) ? null : row.GetInt32(19),
        row.GetInt32(20));
}
