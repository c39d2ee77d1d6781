using Aspire.Hosting.Engine.State;

namespace Aspire.Hosting;

/// <summary>Adds parameters to an application.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that the configuration must give: <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, $"Parameters:{name}", secret);

    /// <summary>Adds a parameter with a value that the configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter with a value that the configuration may replace.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name, _ => Configured(builder, $"Parameters:{name}") ?? valueGetter(), secret && !publishValueAsDefault));

    /// <summary>Adds a parameter whose value is made when the configuration has none, and kept for the next start if asked.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var secrets = (builder as ISuiteBuilder)?.Suite.Secrets;
        return builder.AddResource(new ParameterResource(
            name,
            made => Configured(builder, $"Parameters:{name}")
                ?? (persist && secrets is not null ? secrets.GetOrAdd(name, made!.GetDefaultValue) : made!.GetDefaultValue()),
            secret)
        { Default = value });
    }

    /// <summary>Adds a parameter that the configuration must give under a key.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name,
            _ => Configured(builder, configurationKey)
                ?? throw new DistributedApplicationException($"Parameter '{name}' has no value: set the configuration key '{configurationKey}'."),
            secret));

    private static string? Configured(IDistributedApplicationBuilder builder, string key) =>
        builder.Configuration[key] is { Length: > 0 } value ? value : null;
}
