using Nanobot.Platform.Core.Stored;
using Npgsql;

namespace Nanobot.Services.Scheduler.Persistence;

/// <summary>The columns of a job, in one order.</summary>
internal static class JobRows
{
    public const string Columns = """
        job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at,
        last_run_at, created_at, updated_at, tags, origin, calendar_uid
        """;

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
        StoredTexts.Whole(row.GetFieldValue<string[]>(13)),
        row.IsDBNull(14) ? null : row.GetString(14),
        row.IsDBNull(15) ? null : row.GetString(15));
}
