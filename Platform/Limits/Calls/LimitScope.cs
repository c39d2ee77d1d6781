using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>Whose calls a meter counts: a tenant's, or those of somebody below it.</summary>
public readonly record struct LimitScope
{
    private readonly string? _id;

    private LimitScope(string text, string tenantId, string? level = null, string? id = null) => (Text, TenantId, Level, _id) = (text, tenantId, level, id);

    /// <summary>As processes name it to each other: the tenant's id, with what stands below it behind colons.</summary>
    public string Text { get; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; }

    /// <summary>What it is below the tenant, such as <c>user</c>; null: the tenant itself.</summary>
    public string? Level { get; }

    /// <summary>All of a tenant's calls.</summary>
    /// <exception cref="ArgumentException">It is no tenant's id.</exception>
    public static LimitScope OfTenant(string tenantId)
    {
        StoreName.CheckTenant(tenantId);
        return new(tenantId, tenantId);
    }

    /// <summary>The calls of somebody of a tenant.</summary>
    /// <exception cref="ArgumentException">It is no tenant's id, or the others hold a colon.</exception>
    public static LimitScope OfOwner(string tenantId, string level, string id)
    {
        StoreName.CheckTenant(tenantId);
        StoreName.CheckPart(level);
        StoreName.CheckPart(id);
        return new(string.Join(':', tenantId, level, id), tenantId, level, id);
    }

    /// <summary>Scopes are the same whose texts are.</summary>
    public bool Equals(LimitScope other) => Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary>As processes name it to each other.</summary>
    public override string ToString() => Text ?? "";

    /// <summary>Where Redis counts something of it.</summary>
    internal StoreName NameOf(string counted) =>
        Level is null ? StoreName.OfTenant(NameKinds.Limits, TenantId, counted) : StoreName.OfTenant(NameKinds.Limits, TenantId, Level, _id!, counted);

    /// <summary>Where Redis counts something of it that is of a day.</summary>
    internal StoreName NameOf(string counted, DateTimeOffset day) => Level is null
        ? StoreName.OfTenant(NameKinds.Limits, TenantId, counted, day.ToUnixTimeSeconds())
        : StoreName.OfTenant(NameKinds.Limits, TenantId, Level, _id!, counted, day.ToUnixTimeSeconds());
}
