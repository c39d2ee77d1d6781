using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Adds the module and the tenant in scope to each log record.</summary>
internal sealed class TenantLogProcessor(Module module) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        var attributes = new List<KeyValuePair<string, object?>>((data.Attributes?.Count ?? 0) + 3);
        if (data.Attributes is { } own)
        {
            attributes.AddRange(own);
        }

        attributes.Add(new(TenantTags.Module, module.Name));
        if (TenantScope.Current is { } context)
        {
            if (context.TenantId is not null)
            {
                attributes.Add(new(TenantTags.TenantId, context.TenantId));
            }

            if (context.UserId is not null)
            {
                attributes.Add(new(TenantTags.UserId, context.UserId));
            }
        }

        data.Attributes = attributes;
    }
}
