using System.Text.Json;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Npgsql;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A row of <c>users</c>.</summary>
internal sealed record UserRow(
    string UserId,
    Watchlist Watchlist,
    Preferences Preferences,
    string CustomData,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Revision)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "user_id, watchlist::text, preferences::text, custom_data::text, created_at, updated_at, revision";

    public static UserRow Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        Parse<Watchlist>(row.GetString(1)),
        Parse<Preferences>(row.GetString(2)),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetInt64(6));

    public UserResource ToResource() =>
        new(UserId, CreatedAt, UpdatedAt, Watchlist, Preferences, Parse<JsonElement>(CustomData));

    private static T Parse<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Json.Wire) ?? throw new InvalidOperationException("A stored document is null.");
}
