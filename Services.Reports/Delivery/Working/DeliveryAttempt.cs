using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Reports.Delivery.Quiet;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>One try at a claimed delivery, in the scope of its user.</summary>
internal sealed partial class DeliveryAttempt(
    DeliveryQueues queues, DeliveryEnds ends, DeliverySubjects subjects, QuietHoursCheck quiet, DeliveryDigests digests, IEnumerable<IDeliveryChannel> channels, RefusalTrail trail,
    ReportsTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<DeliveryAttempt> logger)
{
    private const string Unfinished = "DELIVERY_UNFINISHED";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);

    public async Task RunAsync(ClaimedDelivery delivery, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(delivery.Context);
        var (queue, channel) = (queues.Of(delivery.Channel), channels.Single(channel => channel.Name == delivery.Channel));
        // Whatever takes longer is another's by then.
        using var lease = new CancellationTokenSource(queue.Lease, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, stopping);
        if (delivery.WasSending)
        {
            // Its worker died, or was too late, when the other side may have had it.
            await EndAsync(delivery, ChannelOutcome.Unknown, either.Token);
            return;
        }

        if (delivery.Attempt > DeliveryPlan.MostTries)
        {
            await EndAsync(delivery, new ChannelOutcome(delivery.LastCode ?? Unfinished), either.Token);
            return;
        }

        try
        {
            await TryAsync(delivery, queue, channel, lease.Token, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Where it had got there already, the receiver knows it again by its id.
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await queue.ReturnAsync(delivery, TimeSpan.Zero, soon.Token);
        }
        catch (StoredDataException exception)
        {
            Log.Unreadable(logger, exception, delivery.DeliveryId);
            await PostponeAsync(delivery, new ChannelOutcome(StoredDataException.Code, MayPass: true), either.Token);
        }
        catch (Exception away) when (away is ModuleUnavailableException or ObjectStoreUnavailableException)
        {
            await queue.ReturnAsync(delivery, LongPause, either.Token);
        }
        catch (RefusalException refused) when (refused.Refusal.RetryAfter is not null)
        {
            // What it tells of is being brought back from an archive.
            await queue.ReturnAsync(delivery, refused.Refusal.RetryAfter.Value, either.Token);
        }
        catch (DeniedException denied) when (denied.MayPass)
        {
            await queue.ReturnAsync(delivery, Pause, either.Token);
        }
        catch (DeniedException denied)
        {
            var outcome = new ChannelOutcome(denied.Refusal.Code);
            if (await ends.EndAsync(delivery, outcome, trail.ToEntry(delivery.Context, "reports.deliver", denied.Resource, denied.Refusal.Code), either.Token))
            {
                Told(delivery, outcome, "failed");
            }
        }
    }

    private async Task TryAsync(ClaimedDelivery delivery, DeliveryQueue queue, IDeliveryChannel channel, CancellationToken lease, CancellationToken cancellationToken)
    {
        if (!delivery.IsReplay && await quiet.UntilAsync(delivery, cancellationToken) is { } end)
        {
            await queue.ReturnAsync(delivery, end, QuietHoursCheck.Code, cancellationToken);
            return;
        }

        if (channel.TakesDigests)
        {
            if (await digests.JoinAsync(delivery, cancellationToken) is not { } joined)
            {
                await queue.ReturnAsync(delivery, Pause, cancellationToken);
                return;
            }

            delivery = joined;
        }

        // Some may be gone with their subjects.
        (delivery, var items) = await ItemsAsync(delivery, cancellationToken);
        if (items.Count > 0)
        {
            await TellAsync(new DeliveryTry(delivery, items, token => ends.BeginAsync(delivery, token)), queue, channel, lease, cancellationToken);
        }
    }

    private async Task<(ClaimedDelivery Delivery, List<DeliveryItem> Items)> ItemsAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var (parts, items) = (new List<DigestPart>(), new List<DeliveryItem>());
        foreach (var part in delivery.Parts)
        {
            try
            {
                if (await subjects.FindAsync(delivery.Context, part, cancellationToken) is { } subject)
                {
                    items.Add(new DeliveryItem(part.DeliveryId, subject));
                }

                parts.Add(part);
            }
            catch (StoredDataException exception) when (delivery.Parts.Count > 1)
            {
                // It keeps none of the others waiting, and comes by itself when its lease ends.
                Log.Unreadable(logger, exception, part.DeliveryId);
            }
        }

        return (delivery with { Parts = parts }, items);
    }

    private async Task TellAsync(DeliveryTry attempt, DeliveryQueue queue, IDeliveryChannel channel, CancellationToken lease, CancellationToken cancellationToken)
    {
        var outcome = await channel.TryAsync(attempt, cancellationToken);
        if (outcome.Busy is { } wait)
        {
            await queue.ReturnAsync(attempt.Delivery, wait, cancellationToken);
            return;
        }

        // What is known by now is noted, be it that the process stops.
        await (outcome.MayPass ? PostponeAsync(attempt.Delivery, outcome, lease) : EndAsync(attempt.Delivery, outcome, lease));
    }

    private async Task PostponeAsync(ClaimedDelivery delivery, ChannelOutcome outcome, CancellationToken cancellationToken)
    {
        if (delivery.Attempt >= DeliveryPlan.MostTries)
        {
            await EndAsync(delivery, outcome, cancellationToken);
            return;
        }

        await ends.PostponeAsync(delivery, outcome, DeliveryPlan.WaitAfter(delivery.Attempt, outcome.RetryAfter, backoff), cancellationToken);
        Told(delivery, outcome, "postponed");
    }

    private async Task EndAsync(ClaimedDelivery delivery, ChannelOutcome outcome, CancellationToken cancellationToken)
    {
        if (await ends.EndAsync(delivery, outcome, null, cancellationToken))
        {
            Told(delivery, outcome, outcome.Code is null ? "sent" : outcome.IsSkipped ? "skipped" : outcome.IsUnknown ? "unknown" : "failed");
        }
    }

    private void Told(ClaimedDelivery delivery, ChannelOutcome outcome, string what)
    {
        telemetry.Delivered(delivery.Context.RequiredTenantId, delivery.Channel, what, delivery.Parts.Count);
        foreach (var part in delivery.Parts)
        {
            Log.Ended(logger, part.DeliveryId, part.SubjectId, delivery.Channel, what, delivery.Attempt, outcome.Code ?? outcome.Lacks, outcome.HttpStatus);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} of {SubjectId} by {Channel} is {What} at try {Attempt}: {Code} {Status}")]
        public static partial void Ended(ILogger logger, Guid deliveryId, Guid subjectId, string channel, string what, int attempt, string? code, int? status);

        [LoggerMessage(LogLevel.Error, "What delivery {DeliveryId} tells of cannot be read, and it waits")]
        public static partial void Unreadable(ILogger logger, Exception exception, Guid deliveryId);
    }
}
