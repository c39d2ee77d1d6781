using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Messaging.Streams;
using Nanobot.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Messaging.Outbox;

/// <summary>Sends rows to their streams, all in one pipeline, in order.</summary>
internal sealed partial class OutboxPublisher(
    StreamCommands streams, IOptions<MessagingOptions> options, MessagingMetrics metrics, ILogger<OutboxPublisher> logger)
{
    /// <summary>
    /// Publishes <paramref name="rows"/> and moves the broker's mark. Returns the rows that Redis took; a row that it
    /// refuses is left out. Throws when the connection fails or the mark is gone: then nothing counts as published.
    /// </summary>
    public async Task<List<OutboxRow>> PublishAsync(IReadOnlyList<OutboxRow> rows, OutboxMark next, CancellationToken cancellationToken)
    {
        var sent = new List<(OutboxRow Row, Task Answer, Activity? Activity)>(rows.Count);
        try
        {
            foreach (var row in rows)
            {
                var activity = Start(row);
                sent.Add((row, streams.AddAsync(row.Topic, row.Envelope, "{}", options.Value.MaxLenApprox, cancellationToken), activity));
            }

            var marked = streams.MoveAsync(OutboxEpoch.Key(next), next.Value, cancellationToken);
            var taken = await TakenAsync(sent);
            return await marked ? taken : throw new BrokerLostEntriesException();
        }
        finally
        {
            sent.ForEach(entry => entry.Activity?.Dispose());
        }
    }

    private async Task<List<OutboxRow>> TakenAsync(List<(OutboxRow Row, Task Answer, Activity? Activity)> sent)
    {
        var taken = new List<OutboxRow>(sent.Count);
        Exception? lost = null;
        foreach (var (row, answer, activity) in sent)
        {
            try
            {
                await answer;
                taken.Add(row);
                metrics.Published(row.Topic, row.TenantId);
            }
            catch (RedisServerException exception)
            {
                MessagingActivity.Fail(activity, exception);
                Log.Refused(logger, row.EventId, row.Topic, exception.Message);
            }
            catch (Exception exception)
            {
                // Wait for every answer before leaving, so that no task is left unobserved.
                MessagingActivity.Fail(activity, exception);
                lost ??= exception;
            }

            activity?.Stop();
        }

        return lost is null ? taken : throw new BrokerUnavailableException("The broker did not answer.", lost);
    }

    private static Activity? Start(OutboxRow row)
    {
        var outer = Activity.Current;
        var envelope = MessagingActivity.HasListeners ? JsonSerializer.Deserialize<CloudEventEnvelope>(row.Envelope, CloudEventEnvelope.Options) : null;
        var activity = envelope is null ? null : MessagingActivity.Publish(row.Topic, envelope.Id, envelope.TraceParent, envelope.TraceState);
        activity?.SetTag(TenantTags.TenantId, row.TenantId);
        Activity.Current = outer;
        return activity;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Redis refuses event {EventId} on {Topic}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid eventId, string topic, string reason);
    }
}
