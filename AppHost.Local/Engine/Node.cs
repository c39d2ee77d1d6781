using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>One process of a resource: waits for others, starts, is probed, stops, starts again on request.</summary>
internal sealed class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SuiteRun _suite;
    private readonly LaunchContext _context;
    private readonly IReadOnlyList<HealthProbe> _probes;
    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _probing;
    private Launch? _launch;
    private bool _isCreated;
    private bool _isStopRequested;

    public Node(SuiteRun suite, Launcher launcher, LaunchContext context)
    {
        _suite = suite;
        _context = context;
        _probes = launcher.Probes(context);
        Launcher = launcher;
        Snapshot = new() { ResourceType = launcher.ResourceType, State = new(KnownResourceStates.Waiting, null), CreationTimeStamp = Now };
        Update(s => s);
    }

    public Launcher Launcher { get; }

    public IResource Resource => Launcher.Resource;

    /// <summary>Unique, such as <c>gateway-abcdefgh</c>.</summary>
    public string Name => _context.Name;

    public CustomResourceSnapshot Snapshot { get; private set; }

    /// <summary>Whether it was ever healthy; a process that ends before is a failed start.</summary>
    public bool WasReady { get; private set; }

    /// <summary>The orchestrator's id of the present incarnation.</summary>
    public string? Uid { get; private set; }

    /// <summary>Where the orchestrator keeps it.</summary>
    public string Kind => _launch?.Container is null ? DcpClient.Executables : DcpClient.Containers;

    /// <summary>Whether the orchestrator has nothing of it to clean up; an ended container still is there.</summary>
    public bool IsGone => !_isCreated || (Snapshot.HasEnded && _launch?.Container is null);

    private DateTime Now => _suite.Time.GetUtcNow().UtcDateTime;

    private bool IsUp => Uid is not null && !Snapshot.HasEnded;

    /// <summary>The first start: after the resources that this one waits for.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var wait in Resource.Annotations.OfType<WaitAnnotation>())
            await _suite.Notifications.WaitForResourceAsync(wait.Resource.Name, e => wait.IsMet(e.Snapshot), ct);
        await ExecuteAsync(KnownResourceCommands.StartCommand, ct);
    }

    /// <returns>Null, or why the command failed.</returns>
    public async Task<string?> ExecuteAsync(string command, CancellationToken ct)
    {
        await _commands.WaitAsync(ct);
        try
        {
            if (command != KnownResourceCommands.StartCommand)
                await StopAsync(ct);
            if (command != KnownResourceCommands.StopCommand)
            {
                if (IsUp)
                    return $"{Resource.Name} runs already.";
                if (_isCreated)
                    await (await _suite.Dcp).DeleteAsync(Kind, Name, ct);
                await StartAsync(ct);
            }

            return Snapshot.State.Text == KnownResourceStates.FailedToStart ? Snapshot.Failure : null;
        }
        catch (Exception e) when (e is DistributedApplicationException or HttpRequestException or TimeoutException)
        {
            return e is TimeoutException ? $"{Resource.Name} did not stop within {Patience.TotalSeconds:0} s." : e.Message;
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>Takes what the orchestrator says of the present incarnation; older ones are of no interest.</summary>
    public void Observe(DcpObject observed)
    {
        lock (_gate)
        {
            if (observed.Metadata.Uid != Uid || observed.Status is not { State: { Length: > 0 } } status || Snapshot.HasEnded)
                return;
            var before = Snapshot;
            Update(s => s.After(status, _isStopRequested, isTask: Launcher is ExecutableLauncher, _launch, Now));
            if (Snapshot.HasEnded)
                _probing?.Cancel();
            else if (Snapshot.State != before.State && Snapshot.State.Text == KnownResourceStates.Running)
            {
                var probing = _probing = CancellationTokenSource.CreateLinkedTokenSource(_suite.Ended);
                _suite.Track(Task.Run(() => ProbeAsync(probing.Token)));
            }
        }
    }

    /// <summary>Stops the process, and returns once it has ended.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (!IsUp)
            return;
        _isStopRequested = true;
        Update(s => s.In(KnownResourceStates.Stopping, "info"));
        var ended = _suite.Notifications.WaitForResourceAsync(Name, e => e.Snapshot.HasEnded, ct);
        var isSent = Launcher.StopSignal is { } signal && Snapshot.Pid is { } pid && Kill(pid, signal) == 0;
        if (isSent && await Task.WhenAny(ended, Task.Delay(Patience, _suite.Time, ct)) == ended)
            return;
        // A container, or a process that does not listen: the orchestrator kills it in the end.
        await (await _suite.Dcp).StopAsync(Kind, Name, ct);
        await ended.WaitAsync(Patience, _suite.Time, ct);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int pid, int signal);

    private async Task StartAsync(CancellationToken ct)
    {
        _isStopRequested = false;
        Uid = null;
        Update(s => s.In(KnownResourceStates.Starting, "info") with
        {
            ExitCode = null,
            Failure = null,
            StartTimeStamp = null,
            StopTimeStamp = null,
            HealthReports = [.. _probes.Select(p => new HealthReportSnapshot(p.Key))],
        });
        try
        {
            foreach (var port in _context.Ports.Values)
                Ports.RequireFree(Resource, port);
            var launch = _launch = await Launcher.PrepareAsync(_context, ct);
            Update(s => s with { Environment = launch.Environment, Details = launch.Details });
            var dcp = await _suite.Dcp;
            _isCreated = true;
            Uid = (await dcp.CreateAsync(Kind, launch.Container is { } container
                ? DcpBodies.Container(Name, launch, container)
                : DcpBodies.Executable(Name, launch, _suite.Producers(Resource, _context)), ct)).Metadata.Uid;
            // The watch may have told of it before its id was known here.
            if (await dcp.GetAsync(Kind, Name, ct) is { } present)
                Observe(present);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Shown where the resource is shown, whatever it was.
            Fail(e is DistributedApplicationException ? e.Message : $"{Resource.Name} could not be started: {e.Message}");
        }
    }

    private async Task ProbeAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var reports in HealthProbe.RunAsync(_probes, _suite.Time, ct))
            {
                Update(s => s.State.Text == KnownResourceStates.Running ? s with { HealthReports = [.. reports] } : s);
                WasReady |= Snapshot.IsHealthy;
            }
        }
        catch (DistributedApplicationException e)
        {
            // It can never become healthy.
            Update(s => s with { Failure = e.Message });
            await ExecuteAsync(KnownResourceCommands.StopCommand, _suite.Ended);
            if (!Snapshot.HasEnded)
                Fail(e.Message);
        }
    }

    private void Fail(string message) => Update(s => s.In(KnownResourceStates.FailedToStart, "error") with { Failure = message, HealthReports = [] });

    private void Update(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        lock (_gate)
        {
            Snapshot = change(Snapshot);
            _suite.Publish(new ResourceEvent(Resource, Name, Snapshot));
        }
    }
}
