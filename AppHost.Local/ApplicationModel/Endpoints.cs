using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    /// <summary>The name, unique in its resource.</summary>
    public required string Name { get; init; }

    /// <summary>The scheme of its address, such as <c>http</c>.</summary>
    public string UriScheme { get; init; } = "http";

    /// <summary>The host that it is reached on.</summary>
    public string TargetHost { get; init; } = "localhost";

    /// <summary>The port that others use; null asks for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>The port that the process listens on; null asks for <see cref="Port"/> or a free one.</summary>
    public int? TargetPort { get; init; }

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool IsProxied { get; init; } = true;

    internal bool IsHttp => UriScheme is "http" or "https";

    internal string? EnvironmentVariable { get; init; }

    internal int? AllocatedPort { get; set; }

    internal string Url => $"{UriScheme}://{TargetHost}:{AllocatedPort}";
}

/// <summary>A part of an endpoint's address.</summary>
public enum EndpointProperty
{
    /// <summary>The host as an IPv4 address.</summary>
    IPV4Host = 2,

    /// <summary>The port that others use.</summary>
    Port = 3,
}

/// <summary>Names an endpoint of a resource; its address is known once the application runs.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation EndpointAnnotation => owner.Endpoints().FirstOrDefault(e => string.Equals(e.Name, endpointName, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"Resource '{owner.Name}' has no endpoint named '{endpointName}'.");

    /// <summary>The port that others use.</summary>
    public int Port => EndpointAnnotation.AllocatedPort
        ?? throw new InvalidOperationException($"Endpoint '{endpointName}' of resource '{owner.Name}' has no port before the application starts.");

    /// <summary>The address.</summary>
    public string Url => $"{EndpointAnnotation.UriScheme}://{EndpointAnnotation.TargetHost}:{Port}";

    /// <summary>A part of the address.</summary>
    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);
}

/// <summary>A part of an endpoint's address, known once the application runs.</summary>
public class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property) : IValueProvider
{
    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(property == EndpointProperty.Port ? endpointReference.Port.ToString(CultureInfo.InvariantCulture) : "127.0.0.1");
}

internal static class ResourceEndpoints
{
    public static IEnumerable<EndpointAnnotation> Endpoints(this IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();
}
