using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows how the resources are doing. A slow reader misses states in between, never the last one.</summary>
public class ResourceNotificationService
{
    private readonly ConcurrentDictionary<string, ResourceEvent> _current = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isInModel;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ResourceNotificationService(Func<string, bool> isInModel) => _isInModel = isInModel;

    internal IReadOnlyList<ResourceEvent> Current => [.. _current.Values.OrderBy(e => e.ResourceId, StringComparer.Ordinal)];

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <exception cref="DistributedApplicationException">It ended before that.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message says how the resource was and what its health checks said last.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until a resource runs and its health checks pass.</summary>
    /// <exception cref="DistributedApplicationException">It ended before that, and <paramref name="waitBehavior"/> says to give up.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var givesUp = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        try
        {
            var found = await WaitForResourceAsync(resourceName, e => e.Snapshot.IsHealthy || (givesUp && e.Snapshot.HasEnded), cancellationToken);
            return found.Snapshot is { HasEnded: false } ? found : throw new DistributedApplicationException(
                $"Resource '{resourceName}' ended ({found.Snapshot.State.Text}{(found.Snapshot.ExitCode is { } code ? $", exit code {code}" : "")}) before it was healthy. {found.Snapshot.Failure}");
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            // The reason is often with another resource, which the wanted one waits for.
            var standing = Of(resourceName).Concat(Current.Where(c => c.Snapshot.HasFailed || c.Snapshot.ProbeFailure.Length > 0)).DistinctBy(c => c.ResourceId);
            throw new OperationCanceledException(
                $"Resource '{resourceName}' was not healthy in time: {string.Join("; ", standing.Select(c => c.Standing))}", e, cancellationToken);
        }
    }

    /// <summary>Waits until a resource is in one of several states, and tells which.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default) =>
        (await WaitForResourceAsync(resourceName, e => targetStates.Contains(e.Snapshot.State.Text, StringComparer.OrdinalIgnoreCase), cancellationToken)).Snapshot.State.Text;

    /// <summary>Waits until all processes of a resource are as wanted.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        if (!_isInModel(resourceName) && Of(resourceName).Count == 0)
            throw new DistributedApplicationException($"The application has no resource named '{resourceName}'.");
        await foreach (var _ in WatchBatchesAsync(cancellationToken))
            if (Of(resourceName) is [var first, ..] all && all.All(predicate))
                return first;
        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>A resource as it is now, by its name or the unique name of one of its processes.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent) =>
        (resourceEvent = Of(resourceId).FirstOrDefault()) is not null;

    internal void Publish(ResourceEvent changed)
    {
        _current[changed.ResourceId] = changed;
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Every resource as it is now, then those that have changed.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<ResourceEvent>> WatchBatchesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var seen = new HashSet<ResourceEvent>();
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            var current = Current;
            yield return [.. current.Where(e => !seen.Contains(e))];
            seen = [.. current];
            await changed.WaitAsync(ct);
        }
    }

    /// <summary>The processes of a resource, by its own name or the unique name of one process.</summary>
    internal IReadOnlyList<ResourceEvent> Of(string name) => [.. Current.Where(e =>
        string.Equals(e.Resource.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(e.ResourceId, name, StringComparison.OrdinalIgnoreCase))];
}

/// <summary>What a wait does when the awaited resource has ended.</summary>
public enum WaitBehavior
{
    /// <summary>Go on waiting, as somebody may start it again.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Give up.</summary>
    StopOnResourceUnavailable = 1,
}
