using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP, from .NET's own instrumentation. Exported only where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; module and tenant are added by processors, not by hand.
/// </summary>
internal static class ModuleTelemetryExtensions
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Yarp.ReverseProxy", "Nanobot.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "Nanobot.*",
    ];

    public static void AddModuleTelemetry(this IHostApplicationBuilder builder, string module)
    {
        builder.Services.AddSingleton<TenantLabels>();
        // Probes once a second from each side would bury what a person reads.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = Microsoft.Extensions.Logging.Console.LoggerColorBehavior.Disabled;
        });
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddSingleton(_ => Create(module));
        builder.Services.AddHostedService<TelemetryStarter>();
        builder.Services.AddSingleton<ILoggerProvider, OpenTelemetryLoggerProvider>();
    }

    private static OpenTelemetrySdk Create(string module) => OpenTelemetrySdk.Create(otel => otel
        .ConfigureResource(resource => resource.AddService(module).AddEnvironmentVariableDetector().AddAttributes([new(TenantTags.Module, module)]))
        .WithTracing(tracing => tracing
            .AddSource(Sources)
            .AddProcessor(new TenantActivityProcessor(module))
            .AddProcessor(new NoiseProcessor()))
        .WithMetrics(metrics => metrics.AddMeter(Meters))
        .WithLogging(
            logging => logging.AddProcessor(new TenantLogProcessor(module)),
            options => options.IncludeFormattedMessage = true)
        .UseOtlpExporter());
}
