using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP. Collected only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to send them; module
/// and tenant are added by processors, not by hand.
/// </summary>
internal static class ModuleTelemetryExtensions
{
    // The assistant's model and tool calls are spans of Microsoft.Extensions.AI; Semantic Kernel's own would show the tools twice.
    private static readonly string[] Sources = ["Nanobot.*", "Yarp.ReverseProxy", "Experimental.Microsoft.Extensions.AI"];

    private static readonly string[] Meters = ["Nanobot.*", "Polly", "Experimental.Microsoft.Extensions.AI"];

    public static void AddModuleTelemetry(this IHostApplicationBuilder builder, Module self)
    {
        builder.Services.AddSingleton<TenantLabels>();
        builder.Services.AddSingleton<RequestTags>();
        builder.Logging.AddModuleConsole();
        // The requests' spans say whose they are, as the module's own do: also where nobody wants them, for another module that
        // shares the process hears them.
        builder.Services.Replace(ServiceDescriptor.Singleton(_ => ModuleSource.Create(self, "Microsoft.AspNetCore")));
        if (!TelemetryCollection.IsOn(builder.Configuration))
        {
            return;
        }

        // The runtime hands traces on by itself, and only where a client's handler lets it; baggage of strangers goes nowhere.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(self.Name, serviceVersion: self.Version)
                .AddEnvironmentVariableDetector()
                .AddAttributes([new(TenantTags.Module, self.Name)]))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(requests => requests.Filter = static http => !IsProbe(http.Request.Path.Value))
                .AddHttpClientInstrumentation(static calls => calls.EnrichWithHttpRequestMessage = ClientSpans.Name)
                .AddSource(Sources)
                .AddProcessor<TenantActivityProcessor>()
                .AddProcessor<LinkProcessor>()
                .AddProcessor<NoiseProcessor>())
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(Meters))
            .WithLogging(
                logging => logging.AddProcessor<TenantLogProcessor>(),
                static options => options.IncludeFormattedMessage = true);
        builder.Services.ConfigureOpenTelemetryMeterProvider(static (services, metrics) => metrics.AddView(MetricViews.Of(services.GetRequiredService<IMeterFactory>())));
    }

    /// <summary>Sends what is collected. Comes after everything else that looks at the spans, which would come too late behind it.</summary>
    public static void AddModuleExport(this IHostApplicationBuilder builder)
    {
        if (!TelemetryCollection.IsOn(builder.Configuration))
        {
            return;
        }

        var (traces, metrics, logs) = (Signal("TRACES"), Signal("METRICS"), Signal("LOGS"));
        builder.Services.AddOptions<OtlpExporterOptions>("traces").Configure(traces.Apply);
        builder.Services.TryAddSingleton<BaseExporter<Activity>>(static services =>
            new OtlpTraceExporter(services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>().Get("traces")));
        builder.Services.ConfigureOpenTelemetryTracerProvider(static tracing => tracing.AddProcessor(static services => new ModuleSpanExport(
            services.GetRequiredService<Module>(),
            services.GetRequiredService<BaseExporter<Activity>>(),
            services.GetRequiredService<IOptionsMonitor<BatchExportActivityProcessorOptions>>().CurrentValue)));
        builder.Services.ConfigureOpenTelemetryMeterProvider(provider => provider.AddOtlpExporter(metrics.Apply));
        builder.Services.ConfigureOpenTelemetryLoggerProvider(provider => provider.AddOtlpExporter(logs.Apply));

        OtlpSignal Signal(string name) => new(builder.Configuration, name);
    }

    // With a probe goes all that it causes: children of a request that is not recorded are not recorded.
    private static bool IsProbe(string? path) => path is "/health" or "/alive" or "/health/contract";

    private static void AddModuleConsole(this ILoggingBuilder logging)
    {
        // A line for each probe, request and statement would bury what a person reads.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        // Each attempt that is repeated would come with its stack trace; deadlines that passed and breakers that opened remain.
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddSimpleConsole(static console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
