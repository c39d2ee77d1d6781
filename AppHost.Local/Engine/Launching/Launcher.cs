using System.Collections.Immutable;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>How to start a process.</summary>
/// <param name="Program">A path or a name on the search path; in a container empty means the image's own.</param>
/// <param name="Details">What the dashboard says about it.</param>
internal sealed record Launch(
    string Program,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    ImmutableArray<EnvironmentEntry> Environment,
    ImmutableArray<ResourcePropertySnapshot> Details,
    ContainerLaunch? Container = null)
{
    public static Launch Of(string program, IReadOnlyList<string> arguments, string directory, ImmutableArray<EnvironmentEntry> environment) => new(
        program, arguments, directory, environment,
        [new("executable.path", program), new("executable.workDir", directory), new("executable.args", arguments)]);
}

/// <summary>The part of a launch that only a container needs.</summary>
/// <param name="SecretsFile">The file with the variables that are secret.</param>
/// <param name="Volume">The named volume that keeps the data; null keeps none.</param>
internal sealed record ContainerLaunch(string Image, int ContainerPort, int HostPort, string SecretsFile, string? Volume, string VolumeTarget);

/// <summary>One process of a resource: its unique name, such as <c>gateway-abcdefgh</c>, and the port it listens on for each endpoint.</summary>
internal sealed record LaunchContext(string Name, IReadOnlyDictionary<string, int> Ports)
{
    public const int InstanceIdLength = 8;

    /// <summary>By which telemetry is told apart.</summary>
    public string InstanceId => Name[^InstanceIdLength..];
}

/// <summary>Knows how one type of resource is started, probed and stopped.</summary>
internal abstract class Launcher(IResource resource, string resourceType)
{
    private const int Terminate = 15;

    public IResource Resource => resource;

    /// <summary>Project, Executable or Container.</summary>
    public string ResourceType => resourceType;

    /// <summary>Stores are stopped after everything that uses them.</summary>
    public virtual bool IsStore => false;

    /// <summary>The signal that stops it in good order; null leaves that to the orchestrator, which takes half a second longer.</summary>
    public virtual int? StopSignal => Terminate;

    /// <summary>The arguments that the application model gives.</summary>
    protected IEnumerable<string> Arguments => resource.Annotations.OfType<CommandLineArgsAnnotation>().SelectMany(a => a.Args);

    /// <summary>Finds out before anything starts whether it can start.</summary>
    /// <exception cref="DistributedApplicationException">It cannot; the message says why and what to do.</exception>
    public virtual void Check()
    {
    }

    /// <summary>Prepares a start: data directory, configuration file, environment.</summary>
    public abstract Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct);

    /// <summary>The health checks of one process. It is asked itself, never a proxy before it: with nobody behind it a proxy accepts and hangs.</summary>
    public virtual IReadOnlyList<HealthProbe> Probes(LaunchContext context) => [.. resource.Annotations.OfType<HttpHealthCheckAnnotation>().Select(c =>
        HealthProbe.Http(c.Key, new Uri($"http://localhost:{context.Ports[c.EndpointName]}{c.Path}"), c.StatusCode))];

    /// <summary>Removes data that is not kept: after a run, and before one, as a killed run leaves it.</summary>
    public virtual void Clean()
    {
    }
}

/// <summary>Runs a program of the application model.</summary>
internal sealed class ExecutableLauncher(ExecutableResource resource) : Launcher(resource, "Executable")
{
    // It may have children, which the orchestrator ends with it.
    public override int? StopSignal => null;

    public override void Check()
    {
        if (!Directory.Exists(resource.WorkingDirectory))
            throw new DistributedApplicationException($"{resource.Name}: its directory {resource.WorkingDirectory} does not exist.");
        if (Tool.Find(resource.Command) is null)
            throw new DistributedApplicationException($"{resource.Name}: the program '{resource.Command}' was not found. Install it, or add its directory to PATH.");
    }

    public override async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct) => Launch.Of(
        resource.Command,
        [.. Arguments],
        resource.WorkingDirectory,
        await LaunchEnvironment.OfAsync(resource, context, [], ct));
}

/// <summary>Runs the built DLL of a project with <c>dotnet</c>, in the project's directory.</summary>
internal sealed class ProjectLauncher(ProjectResource resource, DashboardResource? dashboard) : Launcher(resource, "Project")
{
    private readonly IProjectMetadata _metadata = resource.Annotations.OfType<IProjectMetadata>().Last();

    private string Project => Path.GetDirectoryName(_metadata.ProjectPath)!;

    public override void Check()
    {
        if (FindOutput() is null)
            throw new DistributedApplicationException($"{resource.Name}: {_metadata.ProjectPath} is not built. Run dotnet build, or ./up.sh.");
    }

    public override async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var urls = resource.Endpoints().Where(e => e.IsHttp).Select(e => $"{e.UriScheme}://localhost:{context.Ports[e.Name]}").ToArray();
        EnvironmentEntry[] listening = urls.Length == 0 ? [] : [new("ASPNETCORE_URLS", string.Join(';', urls))];
        var environment = await LaunchEnvironment.OfAsync(resource, context, [.. listening, .. dashboard?.Telemetry(resource.Name, context.InstanceId) ?? []], ct);
        return new Launch("dotnet", [FindOutput()!, .. Arguments], Project, environment, [new("project.path", _metadata.ProjectPath)]);
    }

    // The class that the build makes says where the DLL is; a project given by its path has the usual place.
    private string? FindOutput()
    {
        var built = _metadata.GetType().GetProperty("OutputPath")?.GetValue(_metadata) as string;
        if (built is not null)
            return File.Exists(built) ? built : null;
        var bin = new DirectoryInfo(Path.Combine(Project, "bin"));
        return !bin.Exists ? null : bin.EnumerateFiles($"{Path.GetFileNameWithoutExtension(_metadata.ProjectPath)}.dll", SearchOption.AllDirectories)
            .MaxBy(f => f.LastWriteTimeUtc)?.FullName;
    }
}
