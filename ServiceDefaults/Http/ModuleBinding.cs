using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Core.Configuration;
using Nanobot.ServiceDefaults.InProcess;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// How a module is reached, by <c>Modules:{name}:Binding</c> of whoever calls it: <c>http</c> (the default, at <c>services:{name}:http:0</c>),
/// <c>in-process</c> (it shares the process, and no socket is between), or <c>dapr</c> (through the sidecar, whose app id is the module's name). Whatever it is,
/// the call is the same HTTP with the same sealed context, and the module verifies it.
/// </summary>
public sealed class ModuleBinding
{
    private const string AppId = "dapr-app-id";
    private const string ApiToken = "dapr-api-token";
    private const int UsualSidecarPort = 3500;

    private readonly string _module;
    private readonly ProcessNetwork? _network;

    private ModuleBinding(string module, ProcessNetwork? network) => (_module, _network) = (module, network);

    /// <summary>Whether no socket is between.</summary>
    internal bool IsInProcess => _network is not null;

    /// <summary>What a sidecar wants to be told with each call.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>Reads how <paramref name="module"/> is reached; where that is not by an address of its own, sets the one by which service discovery finds it.</summary>
    /// <exception cref="StartupException">The setting is none of these, or the module is not in this process.</exception>
    public static ModuleBinding Of(IHostApplicationBuilder builder, string module)
    {
        var setting = $"Modules:{module}:Binding";
        switch (builder.Configuration[setting])
        {
            case null or "" or "http":
                return new ModuleBinding(module, null);
            case "in-process":
                builder.Configuration[AddressOf(module)] = $"http://{module}";
                return new ModuleBinding(module, NetworkOf(builder) ?? throw new StartupException($"{setting} is in-process, but {module} is not in this process: that takes AllInOne."));
            case "dapr":
                builder.Configuration[AddressOf(module)] = SidecarOf(builder.Configuration);
                var token = builder.Configuration["DAPR_API_TOKEN"];
                return new ModuleBinding(module, null) { Headers = string.IsNullOrEmpty(token) ? [new(AppId, module)] : [new(AppId, module), new(ApiToken, token)] };
            case var other:
                throw new StartupException($"{setting} must be http, in-process or dapr, not {other}.");
        }
    }

    /// <summary>Connects a client's handler accordingly.</summary>
    public void Connect(SocketsHttpHandler handler)
    {
        if (_network is { } network)
        {
            handler.ConnectCallback = (_, cancellationToken) => network.ConnectAsync(_module, cancellationToken);
        }
    }

    /// <summary>Puts on a call what a sidecar wants to be told.</summary>
    public void Address(HttpRequestMessage request)
    {
        foreach (var (name, value) in Headers)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }
    }

    private static string AddressOf(string module) => $"services:{module}:http:0";

    private static ProcessNetwork? NetworkOf(IHostApplicationBuilder builder) =>
        builder.Services.FirstOrDefault(static service => service.ServiceType == typeof(ProcessNetwork))?.ImplementationInstance as ProcessNetwork;

    private static string SidecarOf(IConfiguration configuration) => configuration["DAPR_HTTP_ENDPOINT"] is { Length: > 0 } endpoint
        ? endpoint.TrimEnd('/')
        : string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{configuration.GetValue("DAPR_HTTP_PORT", UsualSidecarPort)}");
}
