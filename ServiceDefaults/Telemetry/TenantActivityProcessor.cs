using System.Diagnostics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Tags each span of the module with it and with the tenant in scope.</summary>
internal sealed class TenantActivityProcessor(Module module) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (!ModuleSource.IsOf(module, data))
        {
            return;
        }

        data.SetTag(TenantTags.Module, module.Name);
        if (TenantScope.Current is { } context)
        {
            TenantTags.Apply(data, context);
        }
    }
}
