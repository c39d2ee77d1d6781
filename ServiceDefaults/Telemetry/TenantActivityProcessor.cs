using System.Diagnostics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Tags each span with the module and the tenant in scope.</summary>
internal sealed class TenantActivityProcessor(Module module) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        data.SetTag(TenantTags.Module, module.Name);
        if (TenantScope.Current is { } context)
        {
            TenantTags.Apply(data, context);
        }
    }
}
