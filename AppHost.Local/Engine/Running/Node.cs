using System.Collections.Immutable;
using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Health;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.Startup;

namespace Aspire.Hosting.Engine.Running;

/// <summary>One process of a resource: waits for others, starts, is probed, stops, starts again on request.</summary>
internal sealed class Node : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly NodeServices _services;
    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<HealthProbe> _probes;
    private CancellationTokenSource? _probing;
    private bool _isStopRequested;
    private NodeState _state;

    public Node(IResource resource, ILauncher launcher, LaunchContext context, NodeServices services)
    {
        Resource = resource;
        Launcher = launcher;
        Context = context;
        _services = services;
        _probes = launcher.Probes(context);
        _state = new(KnownResourceStates.NotStarted, null, services.Time.GetUtcNow()) { Health = Unprobed };
        Publish();
    }

    public IResource Resource { get; }

    public ILauncher Launcher { get; }

    public LaunchContext Context { get; }

    public string Name => Context.Name;

    /// <summary>Whether it was ever healthy; a process that ends before is a failed start.</summary>
    public bool WasReady { get; private set; }

    public NodeState State
    {
        get
        {
            lock (_gate)
                return _state;
        }
    }

    /// <summary>Where the orchestrator keeps it.</summary>
    public string Kind => State.Launch?.Container is null ? DcpKinds.Executables : DcpKinds.Containers;

    /// <summary>Whether the orchestrator has nothing of it to clean up; an ended container still is there.</summary>
    public bool IsGone => State.Uid is null || (State.HasEnded && State.Launch?.Container is null);

    private ImmutableArray<HealthEntry> Unprobed => [.. _probes.Select(p => new HealthEntry(p.Key, null, "", null, null))];

    /// <summary>The first start: after the resources that this one waits for.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        Update(s => s with { State = KnownResourceStates.Waiting });
        foreach (var wait in Resource.Annotations.OfType<WaitAnnotation>())
            await _services.Board.WaitAsync(wait.Resource.Name, s => IsMet(wait, s), ct);
        await _commands.WaitAsync(ct);
        try
        {
            await StartAsync(ct);
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <returns>Null, or why the command failed.</returns>
    public async Task<string?> ExecuteAsync(string command, CancellationToken ct)
    {
        await _commands.WaitAsync(ct);
        try
        {
            if (command == KnownResourceCommands.StopCommand || command == KnownResourceCommands.RestartCommand)
                await StopAsync(ct);
            if (command == KnownResourceCommands.StartCommand || command == KnownResourceCommands.RestartCommand)
            {
                if (State.Uid is not null && !State.HasEnded)
                    return $"{Resource.Name} runs already.";
                await _services.Dcp.DeleteAsync(Kind, Name, ct);
                await StartAsync(ct);
            }

            return State.State == KnownResourceStates.FailedToStart ? State.Failure : null;
        }
        catch (DistributedApplicationException e)
        {
            return e.Message;
        }
        finally
        {
            _commands.Release();
        }
    }

    /// <summary>Takes what the orchestrator says of the present incarnation; older ones are of no interest.</summary>
    public void Observe(DcpObject observed)
    {
        var now = _services.Time.GetUtcNow();
        lock (_gate)
        {
            if (observed.Metadata.Uid != _state.Uid || observed.Status is not { State: { Length: > 0 } } status || _state.HasEnded)
                return;
            var next = NodeTransition.Next(_state, status, _isStopRequested, Launcher, now);
            if (next == _state)
                return;
            if (next.HasEnded)
            {
                _probing?.Cancel();
                next = next with { Health = [] };
            }
            else if (next.State == KnownResourceStates.Running && _state.State != KnownResourceStates.Running)
            {
                _probing?.Dispose();
                _probing = CancellationTokenSource.CreateLinkedTokenSource(_services.Ended);
                _services.Track(ProbeAsync(_probing.Token));
            }

            _state = next;
        }

        Publish();
    }

    /// <summary>Stops the process, and returns once it has ended.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        var state = State;
        if (state.Uid is null || state.HasEnded)
            return;
        lock (_gate)
            _isStopRequested = true;
        Update(s => s with { State = KnownResourceStates.Stopping, Style = "info" });
        if (Launcher.StopSignal is { } signal && state.Pid is { } pid)
            Signals.Send(pid, signal);
        else
            await _services.Dcp.StopAsync(Kind, Name, ct);
        await WaitForEndAsync(ct);
    }

    public void Fail(string message) => Update(s => s with { State = KnownResourceStates.FailedToStart, Style = "error", Failure = message, Health = [] });

    public void Dispose()
    {
        _probing?.Dispose();
        _commands.Dispose();
    }

    private static bool IsMet(WaitAnnotation wait, ResourceSnapshot snapshot) => wait.WaitType switch
    {
        WaitType.WaitUntilStarted => snapshot.State == KnownResourceStates.Running,
        WaitType.WaitForCompletion => snapshot.HasEnded() && snapshot.ExitCode() == wait.ExitCode,
        _ => snapshot.IsHealthy(),
    };

    private async Task StartAsync(CancellationToken ct)
    {
        lock (_gate)
            _isStopRequested = false;
        Update(s => new NodeState(KnownResourceStates.Starting, "info", s.CreatedAt) { Health = Unprobed });
        try
        {
            foreach (var endpoint in Resource.Annotations.OfType<EndpointAnnotation>())
                PortCheck.Require(Resource.Name, Context.Ports[endpoint.Name]);
            var launch = await Launcher.PrepareAsync(Context, ct);
            var body = launch.Container is { } container
                ? DcpBodies.Container(Name, Resource.Name, launch, container)
                : DcpBodies.Executable(Name, Resource.Name, launch, _services.Producers(this));
            Update(s => s with { Launch = launch });
            var created = await _services.Dcp.CreateAsync(Kind, body, ct);
            Update(s => s with { Uid = created.Metadata.Uid });
            // The watch may have told of it before its id was known here.
            if (await _services.Dcp.GetAsync(Kind, Name, ct) is { } present)
                Observe(present);
        }
        catch (DistributedApplicationException e)
        {
            Fail(e.Message);
        }
    }

    private async Task ProbeAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var round in HealthRounds.RunAsync(_probes, WasReady ? null : token => Launcher.MakeReadyAsync(Context, token), _services.Time, ct))
            {
                if (round.All(r => r.Status == "Healthy"))
                    WasReady = true;
                Update(s => s.State == KnownResourceStates.Running ? s with { Health = [.. round] } : s);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ended or the suite does: nothing is left to probe.
        }
        catch (DistributedApplicationException e)
        {
            await GiveUpAsync(e.Message);
        }
    }

    /// <summary>Ends a process that can never become ready.</summary>
    private async Task GiveUpAsync(string reason)
    {
        Update(s => s with { Failure = reason });
        try
        {
            await StopAsync(_services.Ended);
        }
        catch (OperationCanceledException)
        {
            // The suite's own end stops it.
        }
        catch (Exception e) when (e is DistributedApplicationException or HttpRequestException)
        {
            Fail($"{reason} {e.Message}");
        }
    }

    private async Task WaitForEndAsync(CancellationToken ct)
    {
        var started = _services.Time.GetTimestamp();
        while (!State.HasEnded)
        {
            if (_services.Time.GetElapsedTime(started) > Patience)
                throw new DistributedApplicationException($"{Resource.Name} did not stop within {Patience.TotalSeconds:0} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), _services.Time, ct);
        }
    }

    private void Update(Func<NodeState, NodeState> change)
    {
        lock (_gate)
            _state = change(_state);
        Publish();
    }

    private void Publish() => _services.Publish(this);
}
