using System.Security.Cryptography;

namespace Aspire.Hosting.Engine;

/// <summary>A running application: starts the orchestrator and, through it, every resource; ends them in good order.</summary>
internal sealed class SuiteRun(IReadOnlyList<IResource> resources, SuiteDirectory suite, TimeProvider time) : IResourceView, IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(35);

    private readonly DashboardResource? _dashboard = resources.OfType<DashboardResource>().FirstOrDefault();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DcpClient> _dcp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _work = [];
    private readonly Ports _ports = new(resources, suite.HasFixedPorts);
    private ResourceServer? _server;
    private bool _isStopped;

    public IReadOnlyList<IResource> Resources => resources;

    public SuiteDirectory Suite => suite;

    public TimeProvider Time => time;

    public ResourceNotificationService Notifications { get; } = new(name => resources.Any(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)));

    public IReadOnlyList<Node> Nodes { get; private set; } = [];

    public string? LoginUrl => _dashboard?.LoginUrl;

    /// <summary>Completes when the orchestrator takes work.</summary>
    public Task<DcpClient> Dcp => _dcp.Task;

    /// <summary>Completes with the reason when the orchestrator is gone; nothing can be saved then.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Cancelled when everything has stopped.</summary>
    public CancellationToken Ended => _ended.Token;

    string IResourceView.ApplicationName => _dashboard?.Title ?? "";

    /// <exception cref="DistributedApplicationException">It cannot start; the message names the resource and what to do.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        suite.Acquire();
        var runtime = await Tool.FindContainerRuntimeAsync(ct);
        _ports.Allocate();
        var launchers = resources.Select(r => Create(r, runtime is not null)).OfType<Launcher>().ToArray();
        foreach (var launcher in launchers)
        {
            launcher.Check();
            foreach (var endpoint in launcher.Resource.Endpoints())
                Ports.RequireFree(launcher.Resource, endpoint.AllocatedPort!.Value);
            launcher.Clean();
        }

        // What has to be prepared, such as a data directory, is prepared while the orchestrator starts.
        var starting = DcpProcess.StartAsync(suite, runtime, time, ct);
        if (_dashboard is not null)
        {
            _server = await ResourceServer.StartAsync(this, _dashboard.ResourceServiceKey, ct);
            _dashboard.ResourceServiceUrl = _server.Url;
        }

        foreach (var parameter in resources.OfType<ParameterResource>())
            Notifications.Publish(PassiveResources.Of(parameter, time.GetUtcNow().UtcDateTime));
        Nodes = [.. launchers.SelectMany(l => Enumerable.Range(0, Ports.Replicas(l.Resource)).Select(_ => new Node(this, l, NewContext(l.Resource))))];
        foreach (var node in Nodes)
            Track(node.RunAsync(Ended));
        var dcp = await starting;
        foreach (var kind in (string[])[DcpClient.Executables, DcpClient.Containers])
            Track(WatchAsync(dcp, kind));
        foreach (var proxy in _ports.Proxies)
            await dcp.CreateAsync(DcpClient.Services, DcpBodies.Service(proxy), ct);
        _dcp.SetResult(dcp);
    }

    /// <summary>Takes work that goes on beside.</summary>
    public void Track(Task task)
    {
        lock (_work)
        {
            _work.RemoveAll(t => t.IsCompletedSuccessfully);
            _work.Add(task);
        }
    }

    public void Publish(ResourceEvent changed)
    {
        Notifications.Publish(changed);
        foreach (var database in resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent == changed.Resource))
            Notifications.Publish(PassiveResources.Of(database, changed.Snapshot));
    }

    public IReadOnlyList<DcpProducer> Producers(IResource resource, LaunchContext context) => _ports.Producers(resource, context);

    /// <summary>The processes of a resource, or one of them by its unique name.</summary>
    public IReadOnlyList<Node> Find(string name) => [.. Nodes.Where(n => n.Name == name || string.Equals(n.Resource.Name, name, StringComparison.OrdinalIgnoreCase))];

    IAsyncEnumerable<IReadOnlyList<ResourceEvent>> IResourceView.WatchAsync(CancellationToken ct) => Notifications.WatchBatchesAsync(ct);

    public async Task ReadLogAsync(string resourceName, bool follow, Func<LogLine, Task> write, CancellationToken ct)
    {
        if (Find(resourceName) is [var node, ..])
            await ConsoleLog.ReadAsync(node, await Dcp.WaitAsync(ct), follow, write, time, ct);
    }

    public async Task<string?> ExecuteAsync(string resourceName, string command, CancellationToken ct)
    {
        var failures = await Task.WhenAll(Find(resourceName).Select(n => n.ExecuteAsync(command, ct)));
        return failures.Length == 0 ? $"There is no process named '{resourceName}'." : failures.Any(f => f is not null) ? string.Join(' ', failures) : null;
    }

    /// <summary>Stops the services, then the stores, then the orchestrator.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, true))
            return;
        using var patience = new CancellationTokenSource(StopPatience, time);
        if (Dcp.IsCompletedSuccessfully && !Lost.IsCompleted)
            foreach (var isStore in (bool[])[false, true])
                await Task.WhenAll(Nodes.Where(n => n.Launcher.IsStore == isStore).Select(n => WarnAsync(n.StopAsync(patience.Token))));
        await _ended.CancelAsync();
        _dcp.TrySetCanceled();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Dcp.IsCompletedSuccessfully && !Lost.IsCompleted)
            await WarnAsync((await Dcp).ShutdownAsync(Nodes.All(n => n.IsGone), patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var node in Nodes)
            node.Launcher.Clean();
        suite.Dispose();
        _ended.Dispose();
    }

    // Past the deadline, or with the orchestrator gone, its own watch over this process ends what is left.
    private static async Task WarnAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or HttpRequestException or DistributedApplicationException)
        {
            await Console.Error.WriteLineAsync($"warning: {e.Message}");
        }
    }

    private async Task WatchAsync(DcpClient dcp, string kind) =>
        _lost.TrySetResult(await dcp.WatchAsync(kind, o => Find(o.Metadata.Name).FirstOrDefault()?.Observe(o), Ended));

    /// <summary>Null for a resource without a process: a parameter, a database.</summary>
    private Launcher? Create(IResource resource, bool inContainer) => resource switch
    {
        DashboardResource dashboard => new DashboardLauncher(dashboard, suite),
        ProjectResource project => new ProjectLauncher(project, _dashboard),
        ExecutableResource executable => new ExecutableLauncher(executable),
        PostgresServerResource postgres => new PostgresLauncher(
            postgres, [.. resources.OfType<PostgresDatabaseResource>().Where(d => d.Parent == postgres)], suite, inContainer),
        RedisResource redis => new RedisLauncher(redis, suite, inContainer),
        ContainerResource => throw new DistributedApplicationException($"{resource.Name}: only PostgreSQL and Redis run as stores here."),
        _ => null,
    };

    private LaunchContext NewContext(IResource resource) =>
        new($"{resource.Name}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", LaunchContext.InstanceIdLength)}", _ports.Listen(resource));
}
