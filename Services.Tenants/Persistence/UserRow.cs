using System.Text.Json;
using Npgsql;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A row of <c>users</c>.</summary>
internal sealed record UserRow(
    string UserId,
    StoredWatchlist Watchlist,
    StoredPreferences Preferences,
    JsonElement CustomData,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Revision)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "user_id, watchlist::text, preferences::text, custom_data::text, created_at, updated_at, revision";

    public static UserRow Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        StoredJson.Read<StoredWatchlist>(row.GetString(1)).Whole(),
        StoredJson.Read<StoredPreferences>(row.GetString(2)).Whole(),
        StoredJson.ReadObject(row.GetString(3)),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetInt64(6));
}
