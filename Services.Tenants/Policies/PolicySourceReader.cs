using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>Reads all policies that bind a tenant's requests, both sets as they were at one moment.</summary>
internal sealed class PolicySourceReader(PlatformDb db)
{
    // A set without policies has a row too, and its version.
    private const string Select = """
        select s.owner, s.version, p.document
        from policy_sets s
        left join policies p on p.owner = s.owner
        where s.owner in ('*', $1)
        order by s.owner, p.name
        """;

    private const string SelectAttributes = "select attributes from tenants where tenant_id = $1";

    private static readonly PlatformScope Scope = new("policies that bind a tenant");

    /// <summary>Both sets. One policy that cannot be read fails all: without it another would decide.</summary>
    public async Task<PolicySources> ReadAsync(TenantRow tenant, CancellationToken cancellationToken)
    {
        var sets = await ReadAsync(tenant.TenantId, cancellationToken);
        var (installation, own) = (sets(TenantPoliciesChanged.Installation), sets(tenant.TenantId));
        return new PolicySources(tenant.TenantId, tenant.TimeZone, $"{installation.Version}.{own.Version}", installation, own)
        {
            Tier = tenant.Tier,
            Status = tenant.Status,
            Attributes = await ReadAttributesAsync(tenant.TenantId, cancellationToken),
        };
    }

    /// <summary>The tenant's own attributes; null: none.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>?> ReadAttributesAsync(string tenantId, CancellationToken cancellationToken) =>
        await db.QueryAsync(Scope, new Sql(SelectAttributes, tenantId), static row => row.IsDBNull(0) ? null : row.GetString(0), cancellationToken) is [{ } text]
            ? StoredAttributes.Read(text)
            : null;

    /// <summary>The installation's set alone.</summary>
    public async Task<VersionedPolicies> ReadInstallationAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(TenantPoliciesChanged.Installation, cancellationToken))(TenantPoliciesChanged.Installation);

    private async Task<Func<string, VersionedPolicies>> ReadAsync(string owner, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(Scope, new Sql(Select, owner), static row =>
            (Owner: row.GetString(0), Version: row.GetInt64(1), Policy: row.IsDBNull(2) ? null : Bare(PolicyRow.ReadDocument(row.GetString(2)))), cancellationToken);
        return wanted =>
        {
            var set = rows.FindAll(row => row.Owner == wanted);
            return new VersionedPolicies(set.Count == 0 ? 0 : set[0].Version, [.. set.Select(static row => row.Policy).OfType<Policy>()]);
        };
    }

    private static Policy Bare(Policy policy) => policy with { Description = null, Tags = null, Metadata = null };
}
