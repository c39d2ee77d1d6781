using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;
using Npgsql;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A row of <c>policies</c>. Its document is what the API takes and gives, in the API's own names.</summary>
internal sealed record PolicyRow(string Name, Policy Policy, long Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "name, document, revision, created_at, updated_at";

    public static PolicyRow Read(NpgsqlDataReader row) => new(
        row.GetString(0), ReadDocument(row.GetString(1)), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4));

    public static string Write(Policy policy) => JsonSerializer.Serialize(policy, Json.Wire);

    /// <exception cref="JsonException">It is none.</exception>
    public static Policy ReadDocument(string document) =>
        JsonSerializer.Deserialize<Policy>(document, Json.Wire) ?? throw new StoredDataException("a stored policy is null");
}
