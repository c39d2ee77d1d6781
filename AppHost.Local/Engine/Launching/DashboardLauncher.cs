using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs Aspire's dashboard; it stays as long as the stores, to show how the services stop.</summary>
internal sealed class DashboardLauncher(DashboardHost dashboard) : ILauncher
{
    public string ResourceType => "Executable";

    public bool IsStore => true;

    public int? StopSignal => null;

    public void Check()
    {
    }

    public Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct) => Task.FromResult(new Launch(
        dashboard.ExecutablePath,
        dashboard.Arguments,
        Path.GetDirectoryName(dashboard.ExecutablePath)!,
        [.. dashboard.Environment.Select(e => new EnvironmentEntry(e.Key, e.Value, IsSecret: true))],
        []));

    public IReadOnlyList<HealthProbe> Probes(LaunchContext context) =>
        [new HttpProbe("dashboard", new Uri($"{dashboard.Launch.FrontendUrl}/login"), 200)];

    public Task MakeReadyAsync(LaunchContext context, CancellationToken ct) => Task.CompletedTask;
}
