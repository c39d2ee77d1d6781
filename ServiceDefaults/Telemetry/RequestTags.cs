using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Puts the module and the bounded label of the tenant on the metrics of a request.</summary>
internal sealed class RequestTags(Module module, TenantLabels labels)
{
    public void Apply(HttpContext http, TenantContext context)
    {
        if (http.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.Tags.Add(new(TenantTags.Module, module.Name));
            if (context.TenantId is { } tenant)
            {
                metrics.Tags.Add(new(TenantTags.TenantId, labels.For(tenant)));
            }
        }
    }
}
