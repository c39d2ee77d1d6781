using System.Globalization;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Works out the environment of a resource, and which of it is secret.</summary>
internal sealed class LaunchEnvironment
{
    private readonly Dictionary<string, EnvironmentEntry> _entries = new(StringComparer.Ordinal);

    public void Set(string name, string value, bool isSecret = false) => _entries[name] = new(name, value, isSecret);

    /// <summary>Sets what the application model says, and the ports that endpoints pass by a variable.</summary>
    public async Task SetFromModelAsync(IResource resource, LaunchContext context, CancellationToken ct)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            if (endpoint.EnvironmentVariable is { } variable)
                Set(variable, context.Ports[endpoint.Name].ToString(CultureInfo.InvariantCulture));

        var environment = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), resource, [], ct);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(environment);
        foreach (var (name, value) in environment.EnvironmentVariables)
            Set(name, await TextAsync(value, ct), IsSecret(value));
    }

    public IReadOnlyList<EnvironmentEntry> ToList() => [.. _entries.Values.OrderBy(e => e.Name, StringComparer.Ordinal)];

    public static async Task<string> TextAsync(object value, CancellationToken ct) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(ct) ?? "",
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(ct) ?? "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Connection strings hold passwords.
    public static bool IsSecret(object value) => value switch
    {
        ParameterResource parameter => parameter.Secret,
        ReferenceExpression expression => expression.ValueProviders.Any(IsSecret),
        IResourceWithConnectionString => true,
        _ => false,
    };
}
