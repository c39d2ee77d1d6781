using System.Diagnostics;
using Nanobot.ServiceDefaults.Tenancy;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Tags each span with the module and the tenant in scope, and names server spans by their route.</summary>
internal sealed class TenantActivityProcessor(string module) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        data.SetTag(TenantTags.Module, module);
        if (TenantScope.Current is { } context)
        {
            TenantTags.Apply(data, context);
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Server)
        {
            return;
        }

        var method = data.GetTagItem("http.request.method") as string;
        if (method is not null && data.GetTagItem("http.route") is string route)
        {
            data.DisplayName = $"{method} {route}";
        }

        if (data.Status == ActivityStatusCode.Unset && data.GetTagItem("http.response.status_code") is int and >= 500)
        {
            data.SetStatus(ActivityStatusCode.Error);
        }
    }
}
