using Aspire.Hosting.Publishing;

namespace Nanobot.AppHost.Dapr;

/// <summary>Dapr sidecars beside the services that send and receive events.</summary>
internal static class DaprSidecarExtensions
{
    private const string Program = "daprd";
    private const string Http = "http";
    private const string Grpc = "grpc";
    private const string Internal = "internal";
    private const int Healthy = 204;

    /// <summary>
    /// Gives a service a sidecar, by which its events then go. Where the suite runs, only with <c>daprd</c> on the PATH: without it events go
    /// through Redis directly. Published, always: as <c>dapr.v0</c>, which the platform makes a sidecar of.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithDaprSidecar(this IResourceBuilder<ProjectResource> service, DaprSettings dapr)
    {
        var builder = service.ApplicationBuilder;
        if (builder.ExecutionContext.IsRunMode && !IsInstalled())
        {
            return service;
        }

        var name = service.Resource.Name;
        var sidecar = builder.AddExecutable($"{name}-dapr", Program, AppContext.BaseDirectory)
            .WithParentRelationship(service).WithManifestPublishingCallback(context => WriteManifest(context, name));
        service.WithEnvironment("DAPR_API_TOKEN", dapr.ApiToken).WithEnvironment("APP_API_TOKEN", dapr.AppToken);
        if (builder.ExecutionContext.IsPublishMode)
        {
            return service;
        }

        sidecar.WithHttpEndpoint(name: Http, isProxied: false).WithEndpoint(name: Grpc, isProxied: false).WithEndpoint(name: Internal, isProxied: false)
            .WithHttpHealthCheck("/v1.0/healthz/outbound", Healthy, Http)
            .WithArgs("--app-id", name, "--app-port", service.GetEndpoint("http").Property(EndpointProperty.Port))
            .WithArgs("--dapr-http-port", sidecar.GetEndpoint(Http).Property(EndpointProperty.TargetPort))
            .WithArgs("--dapr-grpc-port", sidecar.GetEndpoint(Grpc).Property(EndpointProperty.TargetPort))
            .WithArgs("--dapr-internal-grpc-port", sidecar.GetEndpoint(Internal).Property(EndpointProperty.TargetPort))
            .WithArgs("--resources-path", Path.Combine(AppContext.BaseDirectory, "Dapr"), "--enable-metrics=false")
            .WithEnvironment("DAPR_API_TOKEN", dapr.ApiToken).WithEnvironment("APP_API_TOKEN", dapr.AppToken)
            .WithEnvironment("REDIS_HOST", dapr.RedisAddress).WithEnvironment("REDIS_PASSWORD", dapr.RedisPassword);
        service.WithEnvironment("DAPR_HTTP_PORT", sidecar.GetEndpoint(Http).Property(EndpointProperty.Port))
            .WithEnvironment("DAPR_GRPC_PORT", sidecar.GetEndpoint(Grpc).Property(EndpointProperty.Port));
        return service;
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, Program)));

    private static void WriteManifest(ManifestPublishingContext context, string name)
    {
        context.Writer.WriteString("type", "dapr.v0");
        context.Writer.WriteStartObject("dapr");
        context.Writer.WriteString("application", name);
        context.Writer.WriteString("appId", name);
        context.Writer.WriteStartArray("components");
        context.Writer.WriteStringValue("pubsub");
        context.Writer.WriteEndArray();
        context.Writer.WriteEndObject();
    }
}

/// <summary>What every sidecar is given: the two tokens by which service and sidecar know each other, and its broker.</summary>
internal sealed record DaprSettings(
    IResourceBuilder<ParameterResource> ApiToken, IResourceBuilder<ParameterResource> AppToken, ReferenceExpression RedisAddress, IResourceBuilder<ParameterResource> RedisPassword);
