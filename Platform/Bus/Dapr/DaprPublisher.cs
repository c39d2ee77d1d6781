using System.Collections.Concurrent;
using System.Text;
using Dapr;
using Dapr.Client;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>
/// Hands rows to the sidecar in turns, each with the next row of every tenant and topic: what goes out in one turn may go side by side, and in one call, since
/// a bulk call keeps no order. The broker is the sidecar's: nothing is known of what it still holds.
/// </summary>
internal sealed partial class DaprPublisher(
    DaprClient dapr,
    DaprBulkPublisher bulk,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    MessagingActivity activities,
    TimeProvider time,
    ILogger<DaprPublisher> logger) : IOutboxBroker
{
    /// <summary>The sidecar passes a body of this type on as the event that it is, instead of wrapping it into one.</summary>
    public const string ContentType = "application/cloudevents+json";

    public Task<bool> KeepsAsync(OutboxMark mark, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task AnnounceAsync(OutboxMark mark, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyCollection<OutboxRow>> PublishAsync(IReadOnlyList<OutboxRow> rows, OutboxMark next, CancellationToken cancellationToken)
    {
        var taken = new ConcurrentQueue<OutboxRow>();
        var started = time.GetTimestamp();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Lanes, CancellationToken = cancellationToken };
        List<PublishLane> lanes = [.. rows.GroupBy(static row => (row.TenantId, row.Topic)).Select(static lane => new PublishLane(lane))];
        // The batch's transaction stays open meanwhile; what a slow sidecar leaves over is for the next one.
        while (lanes.Count > 0 && time.GetElapsedTime(started) <= options.Value.DaprTimeout)
        {
            await Parallel.ForEachAsync(PublishCall.Of(lanes), limits, async (call, token) => await SendAsync(call, taken, token));
            lanes.RemoveAll(static lane => !lane.Advance());
        }

        return taken;
    }

    private async Task SendAsync(IReadOnlyList<PublishLane> call, ConcurrentQueue<OutboxRow> taken, CancellationToken cancellationToken)
    {
        if (call.Count > 1 && await bulk.SendAsync(call, taken, cancellationToken))
        {
            return;
        }

        foreach (var lane in call)
        {
            lane.MayFollow = await SendAsync(lane.Next, taken, cancellationToken);
        }
    }

    /// <summary>Whether the rows behind this one may follow.</summary>
    private async Task<bool> SendAsync(OutboxRow row, ConcurrentQueue<OutboxRow> taken, CancellationToken cancellationToken)
    {
        using var activity = activities.Publish(row, MessagingTransport.Dapr.Name);
        using var deadline = new CancellationTokenSource(options.Value.DaprTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await dapr.PublishByteEventAsync(
                options.Value.PubSub, row.Topic, Encoding.UTF8.GetBytes(row.Envelope), ContentType, cancellationToken: linked.Token);
            taken.Enqueue(row);
            metrics.Published(row.Topic, row.TenantId);
            return true;
        }
        catch (DaprException exception) when (exception.InnerException is RpcException { StatusCode: not (StatusCode.Unavailable or StatusCode.Unauthenticated) } refusal)
        {
            MessagingActivity.Fail(activity, refusal);
            Log.Refused(logger, row.EventId, row.Topic, refusal.StatusCode, refusal.Status.Detail);
            // Too large is the row's own fault. Any other refusal may end at any moment, as when the sidecar's broker is
            // away, and what is behind this row must not overtake it.
            return refusal.StatusCode == StatusCode.ResourceExhausted;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            MessagingActivity.Fail(activity, exception);
            throw DaprBulkPublisher.Away(exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The Dapr sidecar refuses event {EventId} on {Topic}: {Status}, {Reason}")]
        public static partial void Refused(ILogger logger, Guid eventId, string topic, StatusCode status, string reason);
    }
}
