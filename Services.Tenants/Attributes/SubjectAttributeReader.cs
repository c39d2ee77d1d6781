using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Persistence;
using Npgsql;

namespace Nanobot.Services.Tenants.Attributes;

/// <summary>Reads the own attributes of whoever acts within a tenant, and of nobody else's users and keys.</summary>
internal sealed class SubjectAttributeReader(PlatformDb db)
{
    private const string SelectUsers = "select user_id, attributes from users where tenant_id = $1 and user_id = any($2)";
    private const string SelectKeys = "select key_id, attributes from api_keys where tenant_id = $1 and key_id = any($2)";
    private static readonly PlatformScope Scope = new("attributes of whoever acts");

    /// <summary>Those of one user and one key, as far as they are named.</summary>
    public async Task<SubjectAttributes> ReadAsync(string tenantId, string? userId, string? keyId, CancellationToken cancellationToken)
    {
        var users = await ReadUsersAsync(tenantId, [userId], cancellationToken);
        var keys = await ReadKeysAsync(tenantId, [keyId], cancellationToken);
        return new SubjectAttributes(
            tenantId, userId, keyId, userId is null ? null : users.GetValueOrDefault(userId), keyId is null ? null : keys.GetValueOrDefault(keyId));
    }

    /// <summary>Those of users, by their ids; one that is not there is not among them.</summary>
    public Task<Dictionary<string, IReadOnlyDictionary<string, JsonElement>>> ReadUsersAsync(
        string tenantId, IEnumerable<string?> userIds, CancellationToken cancellationToken) =>
        ReadAsync(SelectUsers, tenantId, [.. userIds.OfType<string>().Where(UserId.IsValid).Distinct()], cancellationToken);

    /// <summary>Those of keys, by their ids; one that is not there is not among them.</summary>
    public Task<Dictionary<string, IReadOnlyDictionary<string, JsonElement>>> ReadKeysAsync(
        string tenantId, IEnumerable<string?> keyIds, CancellationToken cancellationToken) =>
        ReadAsync(SelectKeys, tenantId, [.. keyIds.OfType<string>().Where(KeyId.IsValid).Distinct()], cancellationToken);

    private async Task<Dictionary<string, IReadOnlyDictionary<string, JsonElement>>> ReadAsync(
        string statement, string tenantId, string[] ids, CancellationToken cancellationToken) => ids.Length == 0
        ? []
        : (await db.QueryAsync(Scope, new Sql(statement, tenantId, ids), Read, cancellationToken)).ToDictionary(StringComparer.Ordinal);

    private static KeyValuePair<string, IReadOnlyDictionary<string, JsonElement>> Read(NpgsqlDataReader row) =>
        new(row.GetString(0), StoredAttributes.Read(row.IsDBNull(1) ? null : row.GetString(1)));
}
