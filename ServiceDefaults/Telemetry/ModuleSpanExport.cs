using System.Diagnostics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Sends the module's spans; those of another module in the process, which are heard too, are for that one to send.</summary>
internal sealed class ModuleSpanExport(Module module, BaseExporter<Activity> exporter, BatchExportActivityProcessorOptions options)
    : BatchActivityExportProcessor(exporter, options.MaxQueueSize, options.ScheduledDelayMilliseconds,
        options.ExporterTimeoutMilliseconds, options.MaxExportBatchSize)
{
    public override void OnEnd(Activity data)
    {
        if (ModuleSource.IsOf(module, data))
        {
            base.OnEnd(data);
        }
    }
}
