using System.Collections.Immutable;
using System.Globalization;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Works out the environment of a process, and which of it is secret.</summary>
internal static class LaunchEnvironment
{
    /// <param name="defaults">What the application model may replace.</param>
    public static async Task<ImmutableArray<EnvironmentEntry>> OfAsync(
        IResource resource, LaunchContext context, IEnumerable<EnvironmentEntry> defaults, CancellationToken ct)
    {
        var entries = defaults.ToDictionary(e => e.Name, StringComparer.Ordinal);
        foreach (var endpoint in resource.Endpoints())
            if (endpoint.EnvironmentVariable is { } variable)
                entries[variable] = new(variable, context.Ports[endpoint.Name].ToString(CultureInfo.InvariantCulture));
        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
            foreach (var (name, value) in annotation.Variables())
            {
                var text = value is IValueProvider provider ? await provider.GetValueAsync(ct) ?? "" : (string)value;
                if (text.Length > 0 || !annotation.IsOptional)
                    entries[name] = new(name, text, IsSecret(value));
            }

        return [.. entries.Values.OrderBy(e => e.Name, StringComparer.Ordinal)];
    }

    // Connection strings hold passwords.
    private static bool IsSecret(object value) => value switch
    {
        ParameterResource parameter => parameter.Secret,
        ReferenceExpression expression => expression.ValueProviders.Any(IsSecret),
        _ => value is IResourceWithConnectionString,
    };
}
