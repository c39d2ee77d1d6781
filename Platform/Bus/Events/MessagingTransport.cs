using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.Platform.Bus.Events;

/// <summary>What carries events between modules: the suite's own reader and writer of Redis Streams, a Dapr sidecar, or the memory of a process that holds them all.</summary>
internal sealed class MessagingTransport
{
    private const string Setting = "Messaging:Transport";

    /// <summary>Settings of which Dapr's injector and <c>dapr run</c> give one or more to an application that has a sidecar.</summary>
    private static readonly string[] SidecarSettings = ["DAPR_HTTP_PORT", "DAPR_GRPC_PORT", "DAPR_HTTP_ENDPOINT", "DAPR_GRPC_ENDPOINT"];

    private MessagingTransport(string name) => Name = name;

    public static MessagingTransport Redis { get; } = new("redis");

    public static MessagingTransport Dapr { get; } = new("dapr");

    public static MessagingTransport Memory { get; } = new("memory");

    /// <summary>Its name in settings and on spans.</summary>
    public string Name { get; }

    /// <summary><c>Messaging:Transport</c> (<c>redis</c>, <c>dapr</c>, <c>memory</c>); without it Dapr where a sidecar's port is set, else Redis.</summary>
    public static MessagingTransport Choose(IConfiguration configuration)
    {
        var chosen = configuration[Setting] switch
        {
            null or "" => Array.Exists(SidecarSettings, setting => !string.IsNullOrEmpty(configuration[setting])) ? Dapr : Redis,
            "redis" => Redis,
            "dapr" => Dapr,
            "memory" => Memory,
            var other => throw new StartupException($"{Setting} must be redis, dapr or memory, not {other}."),
        };
        if (chosen == Dapr)
        {
            foreach (var setting in SidecarSettings)
            {
                Check(setting, configuration[setting]);
            }
        }

        return chosen;
    }

    private static void Check(string setting, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (setting.EndsWith("_PORT", StringComparison.Ordinal))
        {
            if (!ushort.TryParse(value, out var port) || port == 0)
            {
                throw new StartupException($"{setting} must be a port of the Dapr sidecar (1 to 65535), not {value}.");
            }
        }
        else if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https" })
        {
            throw new StartupException($"{setting} must be an http or https URL of the Dapr sidecar, not {value}.");
        }
    }
}
