using System.Reflection;
using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Policies.Limits;

namespace Nanobot.Platform.Policies;

/// <summary>What comes with the suite, as data: each role may do what the suite offers it, below every priority that can be written.</summary>
public static class DefaultPolicies
{
    internal const string Resource = "default-policies.json";

    /// <summary>The default policies; without the file, or where it cannot be read, there are none, and so nothing is allowed by them.</summary>
    public static PolicyLayer Layer => Shipped.Layer;

    /// <summary>Why there are no default policies; null where there are. For the log and the health of whoever decides.</summary>
    public static string? Fault => Shipped.Fault;

    private static (PolicyLayer Layer, string? Fault) Shipped { get; } = Read(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource));

    /// <summary>Reads the file; why there is nothing in it, where there is not.</summary>
    internal static (PolicyLayer Layer, string? Fault) Read(Stream? file)
    {
        using (file)
        {
            try
            {
                var policies = file is null ? throw new FormatException($"There is no {Resource}.") : JsonSerializer.Deserialize<List<Policy>>(file, Json.Wire) ?? [];
                return policies.Exists(static policy => policy.Priority >= -PolicyLimits.InstallationPriority)
                    ? throw new FormatException($"A policy of {Resource} has a priority that others can have.")
                    : (PolicyLayer.Compile(PolicyScope.Default, policies), null);
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                return (PolicyLayer.Compile(PolicyScope.Default, []), exception.Message);
            }
        }
    }
}
