using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Observability;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>One try at a claimed delivery, in the scope of its user.</summary>
internal sealed partial class DeliveryAttempt(
    DeliveryQueue queue, DeliveryEnds ends, WebhookSender sender, WebhookGate gate, WebhookSeal seal, HostPlaces places, RefusalTrail trail, SchedulerTelemetry telemetry,
    Backoff backoff, IOptions<WebhookOptions> options, TimeProvider time, ILogger<DeliveryAttempt> logger)
{
    // The job does something else by now.
    private const string Replaced = "WEBHOOK_REPLACED";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);

    public async Task RunAsync(ClaimedDelivery delivery, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(delivery.Context);
        using var activity = telemetry.StartDelivery(delivery.JobId, delivery.DeliveryId, delivery.Attempt);
        // Whatever takes longer is another's by then.
        using var lease = new CancellationTokenSource(options.Value.Lease, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, stopping);
        if (delivery.Attempt > DeliveryPlan.MostTries)
        {
            await EndAsync(delivery with { Attempt = DeliveryPlan.MostTries }, new DeliveryOutcome(delivery.LastCode ?? DeliveryCodes.Unfinished), null, either.Token);
            return;
        }

        try
        {
            await TryAsync(delivery, lease.Token, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Where it had got there already, the receiver knows it again by its id.
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await queue.ReturnAsync(delivery, TimeSpan.Zero, soon.Token);
        }
        catch (StoredDataException exception)
        {
            Log.Unreadable(logger, exception, delivery.JobId);
            await PostponeAsync(delivery, new DeliveryOutcome(StoredDataException.Code, MayPass: true), either.Token);
        }
        catch (DeniedException denied) when (denied.MayPass)
        {
            await queue.ReturnAsync(delivery, Pause, either.Token);
        }
        catch (DeniedException denied)
        {
            var outcome = new DeliveryOutcome(denied.Refusal.Code);
            if (await ends.EndAsync(delivery, outcome, null, trail.ToEntry(delivery.Context, "schedule.jobs.deliver", denied.Resource, denied.Refusal.Code), either.Token))
            {
                Told(delivery, outcome, "failed");
            }
        }
    }

    private async Task TryAsync(ClaimedDelivery delivery, CancellationToken lease, CancellationToken cancellationToken)
    {
        if (await queue.WishAsync(delivery, cancellationToken) is not { } wish)
        {
            return;
        }

        if (wish.Job.Payload is not { IsWebhook: true, Url: { } address })
        {
            await EndAsync(delivery, new DeliveryOutcome(Replaced), null, cancellationToken);
            return;
        }

        var url = new Uri(address, UriKind.Absolute);
        if (!gate.Tells(url))
        {
            await EndAsync(delivery, new DeliveryOutcome(DeliveryCodes.Blocked), null, cancellationToken);
            return;
        }

        await gate.DemandAsync(delivery.Context, url, cancellationToken);
        var host = WebhookGate.HostOf(url);
        if (!places.TryTake(host))
        {
            await queue.ReturnAsync(delivery, Pause, cancellationToken);
            return;
        }

        DeliveryOutcome outcome;
        try
        {
            outcome = seal.Open(wish.Secret, WebhookSeal.PlaceOf(delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, delivery.JobId.ToString(), address)) is { } secret
                ? await sender.SendAsync(url, delivery.DeliveryId, ToMessage(delivery, wish).ToBytes(), secret, cancellationToken)
                : new DeliveryOutcome(DeliveryCodes.Sealed, MayPass: true);
        }
        finally
        {
            places.Return(host);
        }

        // What is known by now is noted, be it that the process stops.
        await (outcome.MayPass ? PostponeAsync(delivery, outcome, lease) : EndAsync(delivery, outcome, outcome.Code == DeliveryCodes.Gone ? address : null, lease));
    }

    private async Task PostponeAsync(ClaimedDelivery delivery, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        var wait = DeliveryPlan.WaitAfter(delivery.Attempt, outcome.RetryAfter, backoff);
        if (delivery.Attempt >= DeliveryPlan.MostTries || !await ends.PostponeAsync(delivery, outcome, wait, cancellationToken))
        {
            await EndAsync(delivery, outcome, null, cancellationToken);
            return;
        }

        Told(delivery, outcome, "postponed");
    }

    private async Task EndAsync(ClaimedDelivery delivery, DeliveryOutcome outcome, string? gone, CancellationToken cancellationToken)
    {
        if (await ends.EndAsync(delivery, outcome, gone, null, cancellationToken))
        {
            Told(delivery, outcome, outcome.Code is null ? "completed" : "failed");
        }
    }

    private void Told(ClaimedDelivery delivery, DeliveryOutcome outcome, string what)
    {
        telemetry.Delivered(delivery.Context.RequiredTenantId, what);
        Log.Ended(logger, delivery.DeliveryId, delivery.JobId, what, delivery.Attempt, outcome.Code, outcome.Status);
    }

    private static WebhookMessage ToMessage(ClaimedDelivery delivery, DeliveryWish wish) => new(WebhookMessage.JobFired, wish.FiredAt, new WebhookData(
        delivery.JobId, wish.Job.Name, delivery.ScheduledFor, wish.Trigger, delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, WebhookBody.Read(wish.Job.Payload.Body)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} of job {JobId} is {What} at try {Attempt}: {Code} {Status}")]
        public static partial void Ended(ILogger logger, Guid deliveryId, Guid jobId, string what, int attempt, string? code, int? status);

        [LoggerMessage(LogLevel.Error, "Job {JobId} cannot be read, and what it tells waits")]
        public static partial void Unreadable(ILogger logger, Exception exception, Guid jobId);
    }
}
