namespace Aspire.Hosting.ApplicationModel;

/// <summary>A health check by an HTTP request to an endpoint of the resource.</summary>
internal sealed class HttpHealthCheckAnnotation(string key, string endpointName, string path, int statusCode) : HealthCheckAnnotation(key)
{
    public string EndpointName { get; } = endpointName;

    public string Path { get; } = path;

    public int StatusCode { get; } = statusCode;
}
