using System.Collections.Concurrent;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Bounds the tenant label of metrics: the first <see cref="MaximumTenants"/> tenants that a process serves keep their
/// own label, later ones share <c>other</c>. Traces and logs carry every tenant.
/// </summary>
public sealed class TenantLabels
{
    /// <summary>Most tenants with a label of their own in one process.</summary>
    public const int MaximumTenants = 100;

    /// <summary>The label of tenants beyond the bound.</summary>
    public const string Other = "other";

    private readonly ConcurrentDictionary<string, string> _own = new(StringComparer.Ordinal);

    /// <summary>The label of <paramref name="tenantId"/>.</summary>
    public string For(string tenantId)
    {
        if (_own.TryGetValue(tenantId, out var label))
        {
            return label;
        }

        // Two threads may pass the bound at once; a label or two above it does no harm.
        return _own.Count < MaximumTenants ? _own.GetOrAdd(tenantId, tenantId) : Other;
    }
}
