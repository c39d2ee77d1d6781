using System.Globalization;
using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs the built DLL of a project with <c>dotnet</c>, in the project's directory.</summary>
internal sealed class ProjectLauncher(ProjectResource resource, DashboardLaunch? dashboard) : ILauncher
{
    private readonly string _projectPath = resource.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;

    public string ResourceType => "Project";

    public bool IsStore => false;

    public int? StopSignal => null;

    public void Check()
    {
        if (!File.Exists(ProjectOutput.Find(_projectPath, resource)))
            throw new DistributedApplicationException($"{resource.Name}: {_projectPath} is not built. Run dotnet build, or ./up.sh.");
    }

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var environment = new LaunchEnvironment();
        foreach (var (name, value) in LaunchSettings.ReadEnvironment(_projectPath))
            environment.Set(name, value);
        var http = resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https").ToArray();
        if (http.Length > 0)
            environment.Set("ASPNETCORE_URLS", string.Join(';', http.Select(e => $"{e.UriScheme}://localhost:{context.Ports[e.Name]}")));
        if (dashboard is not null)
            SetTelemetry(environment, context, dashboard);
        await environment.SetFromModelAsync(resource, context, ct);
        return new Launch(
            "dotnet",
            [ProjectOutput.Find(_projectPath, resource)],
            Path.GetDirectoryName(_projectPath)!,
            environment.ToList(),
            [new PropertyEntry("project.path", null, _projectPath, IsSensitive: false)]);
    }

    public IReadOnlyList<HealthProbe> Probes(LaunchContext context) => HttpProbes.For(resource, context);

    public Task MakeReadyAsync(LaunchContext context, CancellationToken ct) => Task.CompletedTask;

    // Short delays: on a developer's machine a trace should be there when the page is opened.
    private void SetTelemetry(LaunchEnvironment environment, LaunchContext context, DashboardLaunch launch)
    {
        environment.Set("OTEL_EXPORTER_OTLP_ENDPOINT", launch.OtlpGrpcUrl);
        environment.Set("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        environment.Set("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={launch.OtlpApiKey}", isSecret: true);
        environment.Set("OTEL_SERVICE_NAME", resource.Name);
        environment.Set("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={context.InstanceId}");
        environment.Set("OTEL_TRACES_SAMPLER", "always_on");
        foreach (var delay in (string[])["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"])
            environment.Set(delay, 1000.ToString(CultureInfo.InvariantCulture));
    }
}
