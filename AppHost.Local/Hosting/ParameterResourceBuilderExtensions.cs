namespace Aspire.Hosting;

/// <summary>Adds parameters to an application.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that the configuration must give: <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, $"Parameters:{name}", secret);

    /// <summary>Adds a parameter whose value is made when the configuration has none, and kept for the next start if asked.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var secrets = persist ? (builder as DistributedApplicationBuilder)?.Suite.Secrets : null;
        return builder.Configured(name, $"Parameters:{name}", () => secrets?.GetOrAdd(name, value.GetDefaultValue) ?? value.GetDefaultValue(), secret);
    }

    /// <summary>Adds a parameter that the configuration must give under a key.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false) => builder.Configured(
            name,
            configurationKey,
            () => throw new DistributedApplicationException($"Parameter '{name}' has no value: set the configuration key '{configurationKey}'."),
            secret);

    private static IResourceBuilder<ParameterResource> Configured(
        this IDistributedApplicationBuilder builder, string name, string key, Func<string> otherwise, bool secret) =>
        builder.AddResource(new ParameterResource(name, () => builder.Configuration[key] is { Length: > 0 } given ? given : otherwise(), secret));
}
