using System.Collections.Concurrent;
using System.Diagnostics;
using Dapr;
using Dapr.Client;
using Dapr.Common;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>Sends rows of one topic, no two of one tenant, by one call of the sidecar (<c>BulkPublishEvent</c>).</summary>
internal sealed partial class DaprBulkPublisher(
    DaprClient dapr,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    MessagingActivity activities,
    TimeProvider time,
    ILogger<DaprBulkPublisher> logger)
{
    // A sidecar that does not know the call will not learn it: it comes with the application and goes with it.
    private volatile bool _isUnknown;

    /// <summary>What is thrown where nothing can be handed over.</summary>
    public static BrokerUnavailableException Away(Exception exception) => new("The Dapr sidecar did not answer, or does not let this module in.", exception);

    /// <summary>Sends them, and says of each lane whether its next row may follow.</summary>
    /// <returns>False where the sidecar takes no such call, or not of this size: then nothing of it was sent.</returns>
    /// <exception cref="BrokerUnavailableException">It is away, or lets nobody in.</exception>
    public async Task<bool> SendAsync(IReadOnlyList<PublishLane> lanes, ConcurrentQueue<OutboxRow> taken, CancellationToken cancellationToken)
    {
        if (_isUnknown)
        {
            return false;
        }

        var spans = lanes.Select(lane => activities.Publish(lane.Next, MessagingTransport.Dapr.Name)).ToList();
        using var deadline = new CancellationTokenSource(options.Value.DaprTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            List<ReadyEvent> events = [.. lanes.Select(static lane => new ReadyEvent(lane))];
            var answer = await dapr.BulkPublishEventAsync(options.Value.PubSub, lanes[0].Next.Topic, events, cancellationToken: linked.Token);
            Note(lanes, spans, answer.FailedEntries.ToDictionary(static failed => failed.Entry.EventData.Lane, static failed => failed.ErrorMessage), taken);
            return true;
        }
        catch (DaprFeatureNotAvailableException)
        {
            _isUnknown = true;
            return false;
        }
        catch (DaprException exception) when (exception.InnerException is RpcException { StatusCode: StatusCode.ResourceExhausted })
        {
            return false;
        }
        catch (DaprException exception) when (exception.InnerException is RpcException { StatusCode: not (StatusCode.Unavailable or StatusCode.Unauthenticated) } refusal)
        {
            Fail(spans, refusal);
            Log.Refused(logger, lanes.Count, lanes[0].Next.Topic, refusal.StatusCode, refusal.Status.Detail);
            // What became of them nobody says: they come again, and inboxes absorb those that arrived.
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(spans, exception);
            throw Away(exception);
        }
        finally
        {
            spans.ForEach(static span => span?.Dispose());
        }
    }

    private void Note(IReadOnlyList<PublishLane> lanes, List<Activity?> spans, Dictionary<PublishLane, string> failed, ConcurrentQueue<OutboxRow> taken)
    {
        foreach (var (lane, span) in lanes.Zip(spans))
        {
            lane.MayFollow = !failed.TryGetValue(lane, out var reason);
            if (lane.MayFollow)
            {
                taken.Enqueue(lane.Next);
                metrics.Published(lane.Next.Topic, lane.Next.TenantId);
                continue;
            }

            span?.SetStatus(ActivityStatusCode.Error);
            Log.RefusedOne(logger, lane.Next.EventId, lane.Next.Topic, reason!);
        }
    }

    private static void Fail(List<Activity?> spans, Exception exception) => spans.ForEach(span => MessagingActivity.Fail(span, exception));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The Dapr sidecar refuses {Count} events on {Topic}: {Status}, {Reason}")]
        public static partial void Refused(ILogger logger, int count, string topic, StatusCode status, string reason);

        [LoggerMessage(LogLevel.Error, "The Dapr sidecar refuses event {EventId} on {Topic}: {Reason}")]
        public static partial void RefusedOne(ILogger logger, Guid eventId, string topic, string reason);
    }
}
