using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs a program of the application model.</summary>
internal sealed class ExecutableLauncher(ExecutableResource resource) : ILauncher
{
    public string ResourceType => "Executable";

    public bool IsStore => false;

    public int? StopSignal => null;

    public void Check()
    {
        if (!Directory.Exists(resource.WorkingDirectory))
            throw new DistributedApplicationException($"{resource.Name}: its directory {resource.WorkingDirectory} does not exist.");
        if (Programs.Find(resource.Command) is null)
            throw new DistributedApplicationException($"{resource.Name}: the program '{resource.Command}' was not found. Install it, or add its directory to PATH.");
    }

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct)
    {
        var environment = new LaunchEnvironment();
        await environment.SetFromModelAsync(resource, context, ct);
        var arguments = new List<string>();
        var isSecret = false;
        foreach (var argument in resource.Annotations.OfType<CommandLineArgsAnnotation>().SelectMany(a => a.Args))
        {
            arguments.Add(await LaunchEnvironment.TextAsync(argument, ct));
            isSecret |= LaunchEnvironment.IsSecret(argument);
        }

        return new Launch(resource.Command, arguments, resource.WorkingDirectory, environment.ToList(),
        [
            new PropertyEntry("executable.path", null, resource.Command, IsSensitive: false),
            new PropertyEntry("executable.workDir", null, resource.WorkingDirectory, IsSensitive: false),
            new PropertyEntry("executable.args", null, arguments.ToArray(), isSecret),
        ]);
    }

    public IReadOnlyList<HealthProbe> Probes(LaunchContext context) => HttpProbes.For(resource, context);

    public Task MakeReadyAsync(LaunchContext context, CancellationToken ct) => Task.CompletedTask;
}
