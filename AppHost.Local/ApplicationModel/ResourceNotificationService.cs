using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells how the resources are doing.</summary>
public class ResourceNotificationService
{
    private readonly ResourceBoard _board;
    private readonly Func<string, IResource?> _find;

    internal ResourceNotificationService(ResourceBoard board, Func<string, IResource?> find)
    {
        _board = board;
        _find = find;
    }

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <exception cref="DistributedApplicationException">It ended before that.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message says how the resource was and what its health checks said last.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <exception cref="DistributedApplicationException">It ended before that, and <paramref name="waitBehavior"/> says to give up.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        ResourceSnapshot found;
        try
        {
            found = await _board.WaitAsync(
                Known(resourceName),
                s => s.IsHealthy() || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && s.HasEnded()),
                cancellationToken);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Resource '{resourceName}' was not healthy in time: {Standing(resourceName)}", e, cancellationToken);
        }

        return found.IsHealthy() ? Event(found) : throw new DistributedApplicationException(
            $"Resource '{resourceName}' ended ({found.State}{(found.ExitCode() is { } code ? $", exit code {code}" : "")}) before it was healthy. {found.Failure()}");
    }

    /// <summary>Waits until a resource is in a state; without one, until it runs.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of several states, and tells which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (await _board.WaitAsync(Known(resourceName), s => wanted.Contains(s.State), cancellationToken)).State;
    }

    /// <summary>Waits until a resource is as wanted.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        Event(await _board.WaitAsync(Known(resourceName), s => predicate(Event(s)), cancellationToken));

    /// <summary>Every resource as it is now, then each that changes.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var snapshot in _board.WatchAsync(cancellationToken))
            yield return Event(snapshot);
    }

    /// <summary>A resource as it is now, by its name or the unique name of one of its processes.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        resourceEvent = _board.Of(resourceId) is [var first, ..] ? Event(first) : null;
        return resourceEvent is not null;
    }

    // The reason is often with another resource, which the wanted one waits for.
    private string Standing(string name) =>
        string.Join("; ", _board.Of(name).Concat(_board.Current.Where(s => s.HasFailed() || s.ProbeFailure().Length > 0)).DistinctBy(s => s.Name).Select(s => s.Standing()));

    private string Known(string name) => _find(name) is not null || _board.Of(name).Count > 0
        ? name
        : throw new DistributedApplicationException($"The application has no resource named '{name}'.");

    private ResourceEvent Event(ResourceSnapshot snapshot) => new(_find(snapshot.DisplayName)!, snapshot.Name, new CustomResourceSnapshot
    {
        ResourceType = snapshot.ResourceType,
        State = new ResourceStateSnapshot(snapshot.State, snapshot.StateStyle),
        ExitCode = snapshot.ExitCode(),
        HealthStatus = snapshot.Health(),
        StartTimeStamp = snapshot.StartedAt?.UtcDateTime,
        StopTimeStamp = snapshot.StoppedAt?.UtcDateTime,
        Properties = [.. snapshot.Properties.Select(p => new ResourcePropertySnapshot(p.Name, p.Value) { IsSensitive = p.IsSensitive })],
    });
}
