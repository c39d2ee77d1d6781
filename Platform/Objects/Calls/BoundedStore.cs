using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Objects.Observability;

namespace Nanobot.Platform.Objects.Calls;

/// <summary>What holds for every kind of store: a deadline for each call, a span, metrics, and one line in the log when it goes away, for another reason, and when it is back.</summary>
/// <param name="inner">The store itself.</param>
/// <param name="kind">Its kind, as the configuration calls it.</param>
/// <param name="deadline">Longest time for one call with all its tries.</param>
internal sealed partial class BoundedStore(
    IObjectStore inner, string kind, TimeSpan deadline, ObjectsTelemetry telemetry, TimeProvider time, ILogger<BoundedStore> logger) : IObjectStore, IDisposable
{
    // By operation: where there is no room, puts fail between reads that do not.
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    public async Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(contentType);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, ObjectLimits.LargestObject, nameof(content));
        await RunAsync("put", static state => state, async token =>
        {
            await inner.PutAsync(key, content, contentType, token);
            return ObjectState.Found;
        }, cancellationToken);
        telemetry.Moved("in", kind, content.Length);
    }

    public async Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        var reading = await RunAsync("get", static reading => reading.State, token => inner.GetAsync(key, token), cancellationToken);
        telemetry.Moved("out", kind, reading.Content.Length);
        return reading;
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default) => RunAsync("delete", static state => state, async token =>
    {
        await inner.DeleteAsync(key, token);
        return ObjectState.Found;
    }, cancellationToken);

    public Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ObjectLimits.MostListed);
        return RunAsync("list", static _ => ObjectState.Found, token => inner.ListAsync(prefix, after, count, token), cancellationToken);
    }

    public Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default) =>
        RunAsync(tier == ObjectTier.Cold ? "cool" : "warm", static state => state, token => inner.MoveAsync(key, tier, token), cancellationToken);

    public Task PingAsync(CancellationToken cancellationToken = default) => RunAsync("ping", static state => state, async token =>
    {
        await inner.PingAsync(token);
        return ObjectState.Found;
    }, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private async Task<T> RunAsync<T>(string operation, Func<T, ObjectState> stateOf, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start(operation, kind);
        using var end = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var (began, outcome) = (time.GetTimestamp(), "broken");
        try
        {
            // Not every library heeds its token everywhere, and one may block before it first waits: for a credential.
            var result = await Task.Run(() => call(either.Token), either.Token).WaitAsync(either.Token);
            outcome = stateOf(result) switch { ObjectState.Found => "ok", ObjectState.Missing => "missing", _ => "archived" };
            Answered(operation);
            return result;
        }
        catch (Exception exception) when (exception is not StoredDataException && cancellationToken.IsCancellationRequested)
        {
            outcome = "cancelled";
            throw exception as OperationCanceledException ?? new OperationCanceledException("The call of the object store was given up.", exception, cancellationToken);
        }
        catch (Exception exception) when (end.IsCancellationRequested && exception is OperationCanceledException or TimeoutException)
        {
            outcome = "late";
            throw Away(operation, new ObjectStoreUnavailableException(string.Create(CultureInfo.InvariantCulture, $"it did not answer within {deadline.TotalSeconds:0.###} s"), inner: exception));
        }
        catch (ObjectStoreUnavailableException exception)
        {
            outcome = exception.IsFull ? "full" : "unavailable";
            throw Away(operation, exception);
        }
        catch (StoredDataException)
        {
            outcome = "unreadable";
            throw;
        }
        finally
        {
            telemetry.Ended(activity, operation, kind, outcome, time.GetElapsedTime(began));
        }
    }

    private ObjectStoreUnavailableException Away(string operation, ObjectStoreUnavailableException exception)
    {
        if (_told.GetValueOrDefault(operation) != exception.Reason)
        {
            _told[operation] = exception.Reason;
            Log.Away(logger, kind, operation, exception.Reason);
        }

        return exception;
    }

    private void Answered(string operation)
    {
        if (!_told.IsEmpty && _told.TryRemove(operation, out _))
        {
            Log.Back(logger, kind, operation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The object store ({Kind}) is not available for {Operation}: {Reason}")]
        public static partial void Away(ILogger logger, string kind, string operation, string reason);

        [LoggerMessage(LogLevel.Information, "The object store ({Kind}) answers {Operation} again")]
        public static partial void Back(ILogger logger, string kind, string operation);
    }
}
