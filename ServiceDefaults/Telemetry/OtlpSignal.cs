using System.Globalization;
using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Core.Configuration;
using OpenTelemetry.Exporter;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Where one signal goes if not where all go: <c>OTEL_EXPORTER_OTLP_{SIGNAL}_ENDPOINT</c>, <c>_PROTOCOL</c>, <c>_HEADERS</c>,
/// <c>_TIMEOUT</c> (milliseconds) of OpenTelemetry's environment variables, which exporters that are added one by one do not read.
/// </summary>
internal sealed class OtlpSignal
{
    private readonly Uri? _endpoint;
    private readonly OtlpExportProtocol? _protocol;
    private readonly string? _headers;
    private readonly int? _timeout;

    /// <param name="configuration">Holds the variables.</param>
    /// <param name="signal">For example <c>TRACES</c>.</param>
    /// <exception cref="StartupException">One of them is impossible.</exception>
    public OtlpSignal(IConfiguration configuration, string signal)
    {
        var prefix = $"OTEL_EXPORTER_OTLP_{signal}_";
        _endpoint = Read(prefix + "ENDPOINT", "an absolute http or https address",
            static text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null);
        _protocol = ReadValue<OtlpExportProtocol>(prefix + "PROTOCOL", "grpc or http/protobuf", static text => text switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => null,
        });
        _timeout = ReadValue<int>(prefix + "TIMEOUT", "a number of milliseconds",
            static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timeout) && timeout > 0 ? timeout : null);
        _headers = Text(prefix + "HEADERS");

        T? Read<T>(string key, string what, Func<string, T?> read)
            where T : class => Text(key) is { } text ? read(text) ?? throw Impossible(key, what) : null;

        T? ReadValue<T>(string key, string what, Func<string, T?> read)
            where T : struct => Text(key) is { } text ? read(text) ?? throw Impossible(key, what) : null;

        string? Text(string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key];
    }

    /// <summary>Puts what is set before what holds for all signals.</summary>
    public void Apply(OtlpExporterOptions options)
    {
        options.Protocol = _protocol ?? options.Protocol;
        options.Headers = _headers ?? options.Headers;
        options.TimeoutMilliseconds = _timeout ?? options.TimeoutMilliseconds;
        // An address that is set is taken as it stands, without the signal's usual path behind it.
        if (_endpoint is not null)
        {
            options.Endpoint = _endpoint;
        }
    }

    private static StartupException Impossible(string key, string what) => new($"{key} must be {what}.");
}
