using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Npgsql;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>A delivery as its row shows it to its user.</summary>
internal static class DeliveryRow
{
    /// <summary>What <see cref="Read"/> takes, in its order.</summary>
    public const string Columns = "delivery_id, channel, status, attempts, code, http_status, created_at, due_at, ended_at";

    public static DeliveryResource Read(NpgsqlDataReader row)
    {
        var status = row.GetString(2);
        return new DeliveryResource(
            row.GetGuid(0), row.GetString(1), status, row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetInt32(5), row.GetFieldValue<DateTimeOffset>(6),
            status == DeliveryStatus.Pending.Value ? row.GetFieldValue<DateTimeOffset>(7) : null, row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8));
    }
}
