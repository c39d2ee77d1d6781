using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Sends rows to their streams, all in one pipeline, in order.</summary>
internal sealed partial class OutboxPublisher(
    StreamCommands streams,
    PublishedTopics topics,
    IOptions<MessagingOptions> options,
    MessagingMetrics metrics,
    MessagingActivity activities,
    ILogger<OutboxPublisher> logger) : IOutboxBroker
{
    public async Task<bool> KeepsAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        mark.IsKeptBy(await streams.GetAsync(mark.Key, cancellationToken));

    public Task AnnounceAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        streams.SetAsync(mark.Key, mark.Value, cancellationToken);

    public async Task<IReadOnlyCollection<OutboxRow>> PublishAsync(IReadOnlyList<OutboxRow> rows, OutboxMark next, CancellationToken cancellationToken)
    {
        var sent = new List<(OutboxRow Row, Task Answer, Activity? Activity)>(rows.Count);
        try
        {
            foreach (var row in rows)
            {
                topics.Note(row.Topic);
                var activity = Start(row);
                sent.Add((row, streams.AddAsync(row.Topic, row.Envelope, "{}", options.Value.MaxLenApprox, cancellationToken), activity));
            }

            var marked = streams.MoveAsync(next.Key, next.Value, cancellationToken);
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

    private Activity? Start(OutboxRow row)
    {
        // The rows are sent side by side: none is within another's span.
        var outer = Activity.Current;
        var activity = activities.Publish(row, MessagingTransport.Redis.Name);
        Activity.Current = outer;
        return activity;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Redis refuses event {EventId} on {Topic}: {Reason}")]
        public static partial void Refused(ILogger logger, Guid eventId, string topic, string reason);
    }
}
