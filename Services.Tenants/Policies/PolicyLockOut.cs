using Nanobot.Contracts.Policies;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights.Attributes;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Persistence;
using Npgsql;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Keeps a tenant's administrators from shutting themselves out of their policies: finds those that there are, and what is known of them.</summary>
internal sealed class PolicyLockOut(PlatformDb platform, PolicySourceReader sources, SubjectAttributeReader reader, TimeProvider time)
{
    private const int Most = 200;

    private const string Select = """
        select user_id, key_id, scopes from api_keys
        where tenant_id = $1 and role = 'tenant_admin' and (expires_at is null or expires_at > $2)
        order by key_id
        limit $3
        """;

    private static readonly PlatformScope Scope = new("whom a tenant's policies would lock out");

    /// <summary>By what a change of a tenant's set is judged; null for the installation's, which operators can always mend, and where nothing is decided at all because something of that cannot be read.</summary>
    public async Task<PolicyOutlook?> LookAheadAsync(PolicyDb db, CancellationToken cancellationToken)
    {
        if (db.Context is not { TenantId: { } tenantId } context || await platform.FindTenantAsync(Scope, tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        if (await ReadablePolicies.TryReadAsync(PolicyScope.Installation, async () => (await sources.ReadInstallationAsync(cancellationToken)).Policies) is not { } installation)
        {
            return null;
        }

        var administrators = await platform.QueryAsync(Scope, new Sql(Select, tenantId, time.GetUtcNow(), Most), Read, cancellationToken);
        // Whoever makes the change may have come with a token that no key of the tenant stands behind.
        if (context is { IsOperators: false, Role: TenantRole.TenantAdmin } and not { UserId: null, KeyId: null } && !administrators.Exists(one => one.KeyId == context.KeyId))
        {
            administrators.Add(new Administrator(context.UserId, context.KeyId, null));
        }

        // Without any, the one to whom an operator will give the first key.
        administrators = administrators.Count == 0 ? [new Administrator(null, null, null)] : administrators;
        var users = await reader.ReadUsersAsync(tenantId, administrators.Select(static one => one.UserId), cancellationToken);
        var keys = await reader.ReadKeysAsync(tenantId, administrators.Select(static one => one.KeyId), cancellationToken);
        var known = TenantAttributes.Of(new PolicySources(tenantId, tenant.TimeZone, "", new(0, []), new(0, []))
        {
            Tier = tenant.Tier,
            Status = tenant.Status,
            Attributes = await sources.ReadAttributesAsync(tenantId, cancellationToken),
        });
        return new PolicyOutlook(tenantId, installation, [.. administrators.Select(one => (one, (IAttributes)new LayeredAttributes(OwnAttributes.Of(new(
            tenantId, one.UserId, one.KeyId, one.UserId is null ? null : users.GetValueOrDefault(one.UserId), one.KeyId is null ? null : keys.GetValueOrDefault(one.KeyId))), known)))]);
    }

    private static Administrator Read(NpgsqlDataReader row) =>
        new(row.IsDBNull(0) ? null : row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<string[]>(2));
}
