using System.Security.Cryptography;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.Startup;
using Aspire.Hosting.Engine.State;
using Aspire.Hosting.Engine.Stores;

namespace Aspire.Hosting.Engine.Running;

/// <summary>A running application: starts the orchestrator and, through it, every resource; ends them in good order.</summary>
internal sealed class SuiteRun(
    IReadOnlyList<IResource> resources, DistributedApplicationOptions options, SuiteDirectory suite, string applicationName, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(35);

    private readonly CancellationTokenSource _ended = new();
    private readonly List<Node> _nodes = [];
    private readonly List<Task> _work = [];
    private readonly SuitePorts _ports = new(resources, suite.HasFixedPorts);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PostgresLauncher> _databases = [];
    private DcpClient? _dcp;
    private DashboardHost? _dashboard;
    private bool _isStopped;

    public ResourceBoard Board { get; } = new();

    public IReadOnlyList<Node> Nodes => _nodes;

    public DashboardLaunch? Dashboard => _dashboard?.Launch;

    public SuiteDirectory Suite => suite;

    /// <summary>Completes with the reason when the orchestrator is gone; nothing can be saved then.</summary>
    public Task<string> Lost => _lost.Task;

    /// <exception cref="DistributedApplicationException">It cannot start; the message names the resource and what to do.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        suite.Acquire();
        var bundle = AspireBundle.Find(suite.Root);
        var runtime = await ContainerRuntime.FindAsync(time, ct);
        _ports.Allocate();
        var launchers = new LauncherFactory(suite, resources, runtime);
        foreach (var resource in resources)
        {
            if (launchers.Create(resource, null) is not { } launcher)
                continue;
            launcher.Check();
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                PortCheck.Require(resource.Name, endpoint.AllocatedPort!.Value);
            if (launcher is PostgresLauncher postgres)
            {
                postgres.Clean();
                _databases.Add(postgres);
            }
        }

        _dcp = await DcpProcess.StartAsync(bundle.Dcp, runtime, time, ct);
        if (!options.DisableDashboard)
        {
            var settings = new DashboardSettings(suite.IsEphemeral ? null : DashboardHost.PreferredPort, options.BrowserToken ?? DashboardHost.NewKey(), _ports.Next);
            _dashboard = await DashboardHost.StartAsync(new ResourceView(this, applicationName), bundle.Directory, settings, ct);
        }

        var watcher = new DcpWatcher(_dcp, time, Observe, reason => _lost.TrySetResult(reason));
        foreach (var kind in (string[])[DcpKinds.Executables, DcpKinds.Containers])
            Track(watcher.RunAsync(kind, _ended.Token));
        await CreateNodesAsync(launchers, ct);
        new PassiveResources(resources, Board, time).Publish();
        Track(new PassiveResources(resources, Board, time).FollowAsync(_ended.Token));
        foreach (var node in _nodes)
            Track(RunAsync(node));
    }

    public NodeLogs Logs => new(_dcp!, time);

    /// <summary>Stops the services, then the stores, then the orchestrator.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        using var patience = new CancellationTokenSource(StopPatience, time);
        if (_dcp is not null && !_lost.Task.IsCompleted)
        {
            await StopNodesAsync(_nodes.Where(n => !n.Launcher.IsStore), patience.Token);
            await StopNodesAsync(_nodes.Where(n => n.Launcher.IsStore), patience.Token);
        }

        await _ended.CancelAsync();
        await Task.WhenAll(_work);
        if (_dcp is not null && !_lost.Task.IsCompleted)
            await IgnoreLossAsync(_dcp.ShutdownAsync(_nodes.TrueForAll(n => n.IsGone), patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_dashboard is not null)
            await _dashboard.DisposeAsync();
        foreach (var node in _nodes)
            node.Dispose();
        _dcp?.Dispose();
        _databases.ForEach(d => d.Clean());
        suite.Dispose();
        _ended.Dispose();
    }

    private static string NewInstanceId() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);

    // Past the deadline, or with the orchestrator gone, its own watch over this process ends what is left.
    private static async Task IgnoreLossAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or DistributedApplicationException)
        {
            await Console.Error.WriteLineAsync($"warning: {e.Message}");
        }
    }

    private static Task StopNodesAsync(IEnumerable<Node> nodes, CancellationToken ct) =>
        Task.WhenAll(nodes.Select(n => IgnoreLossAsync(n.StopAsync(ct))));

    private async Task CreateNodesAsync(LauncherFactory launchers, CancellationToken ct)
    {
        var services = new NodeServices(_dcp!, Board, time, Publish, node => _ports.Producers(node.Resource, node.Context), Track, _ended.Token);
        foreach (var proxy in _ports.Proxies)
            await _dcp!.CreateAsync(DcpKinds.Services, DcpBodies.Service(proxy.Service, proxy.Port), ct);
        if (_dashboard is not null)
        {
            var id = NewInstanceId();
            var ports = new Dictionary<string, int> { [DashboardResource.Endpoint] = new Uri(_dashboard.Launch.FrontendUrl).Port };
            _nodes.Add(new Node(
                DashboardResource.Create(_dashboard.Launch), new DashboardLauncher(_dashboard), new LaunchContext($"{DashboardResource.Name}-{id}", id, ports), services));
        }

        foreach (var resource in resources)
            for (var replica = 0; replica < SuitePorts.Replicas(resource); replica++)
                if (launchers.Create(resource, Dashboard) is { } launcher)
                {
                    var id = NewInstanceId();
                    _nodes.Add(new Node(resource, launcher, new LaunchContext($"{resource.Name}-{id}", id, _ports.Of(resource, replica)), services));
                }
    }

    private async Task RunAsync(Node node)
    {
        try
        {
            await node.RunAsync(_ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The suite ended while the node waited for others.
        }
        catch (Exception e)
        {
            // Shown where the resource is shown, whatever it was.
            node.Fail($"{node.Resource.Name} could not be started: {e.Message}");
        }
    }

    private void Publish(Node node)
    {
        // The dashboard does not show itself.
        if (node.Launcher is not DashboardLauncher)
            Board.Publish(NodeSnapshot.Of(node));
    }

    private void Observe(DcpObject observed) => _nodes.Find(n => n.Name == observed.Metadata.Name)?.Observe(observed);

    private void Track(Task task)
    {
        lock (_work)
        {
            _work.RemoveAll(t => t.IsCompletedSuccessfully);
            _work.Add(task);
        }
    }
}
