using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Tenancy;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Bounds the tenant label of metrics: the first <see cref="MaximumTenants"/> tenants that a process serves keep their
/// own label, later ones share <c>other</c>. Traces and logs carry every tenant.
/// </summary>
public sealed class TenantLabels(Module module)
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

    internal void Apply(HttpContext http, TenantContext context)
    {
        if (http.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.Tags.Add(new(TenantTags.Module, module.Name));
            if (context.TenantId is { } tenant)
            {
                metrics.Tags.Add(new(TenantTags.TenantId, For(tenant)));
            }
        }
    }
}
