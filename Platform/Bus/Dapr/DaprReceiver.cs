using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Lanes;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>
/// Brings an event that the sidecar delivers to its end, and answers in Dapr's words. Only the body counts: headers carry
/// what whoever reaches the broker put into an entry's metadata. A tenant's events are handled one after the other,
/// in the order in which they arrive.
/// </summary>
internal sealed partial class DaprReceiver : IDisposable
{
    private const string Success = "SUCCESS";
    private const string Retry = "RETRY";
    private const string Drop = "DROP";
    private const int WaitingForPlace = 10_000;
    private static readonly TimeSpan LongestWaitForPlace = TimeSpan.FromSeconds(30);

    private readonly IEventReceiver _delivery;
    private readonly DaprDeadLetters _deadLetters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrencyLimiter _places;
    private readonly TenantLanes<Work> _lanes;

    public DaprReceiver(
        IEventReceiver delivery, DaprDeadLetters deadLetters, IHostApplicationLifetime lifetime,
        IOptions<MessagingOptions> options, TimeProvider time, ILogger<DaprReceiver> logger)
    {
        var maximum = options.Value.MaximumOpenDeliveries;
        _delivery = delivery;
        _deadLetters = deadLetters;
        _time = time;
        _logger = logger;
        _stopping = lifetime.ApplicationStopping;
        _slots = new SemaphoreSlim(options.Value.Lanes);
        _places = new ConcurrencyLimiter(new() { PermitLimit = maximum, QueueLimit = WaitingForPlace, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        _lanes = new(maximum, WorkAsync, _stopping);
    }

    public async Task HandleAsync(string topic, HttpContext http)
    {
        var status = await ReceiveAsync(topic, http);
        await http.Response.WriteAsJsonAsync(new { status }, http.RequestAborted);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _places.Dispose();
    }

    private async Task<string> ReceiveAsync(string topic, HttpContext http)
    {
        try
        {
            using var place = await WaitForPlaceAsync(http.RequestAborted);
            if (!place.IsAcquired)
            {
                return Retry;
            }

            var received = ReceivedEvent.Parse(topic, await ReadAsync(http.Request));
            var verdict = await DeliverAsync(received);
            if (verdict.DeadLetter is { } reason)
            {
                await _deadLetters.AddAsync(received, verdict, _stopping);
                Log.PutAside(_logger, received.Id, received.Topic, reason);
            }

            return verdict.Later ? Retry : Success;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // Unread, so it is left to the sidecar to put it aside.
            Log.TooLarge(_logger, topic);
            return Drop;
        }
        catch (Exception exception) when (exception is not BadHttpRequestException)
        {
            Log.GivenBack(_logger, topic, exception);
            return Retry;
        }
    }

    private async Task<RateLimitLease> WaitForPlaceAsync(CancellationToken aborted)
    {
        using var deadline = new CancellationTokenSource(LongestWaitForPlace, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborted, _stopping);
        return await _places.AcquireAsync(1, linked.Token);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.ToArray();
    }

    // What has been taken into a lane is brought to its end even if the sidecar hangs up: its place is taken until then.
    private async Task<Verdict> DeliverAsync(ReceivedEvent received)
    {
        var work = new Work(received, new(TaskCreationOptions.RunContinuationsAsynchronously));
        using (ExecutionContext.SuppressFlow())
        {
            // A lane outlives the request that opens it, and must not take its span along.
            _lanes.Enqueue(received.Lane, work);
        }

        return await work.Done.Task.WaitAsync(_stopping);
    }

    private async Task WorkAsync(Work work, CancellationToken stopping)
    {
        try
        {
            work.Done.SetResult(await _delivery.DeliverAsync(work.Event, _slots, outlastsOutage: false, stopping));
        }
        catch (Exception exception)
        {
            // For the request that waits for it.
            work.Done.SetException(exception);
        }
    }

    private sealed record Work(ReceivedEvent Event, TaskCompletionSource<Verdict> Done);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} is a dead letter: {Reason}")]
        public static partial void PutAside(ILogger logger, string eventId, string topic, string reason);

        [LoggerMessage(LogLevel.Error, "An event of {Topic} is too large to be read; the sidecar puts it aside")]
        public static partial void TooLarge(ILogger logger, string topic);

        [LoggerMessage(LogLevel.Warning, "An event of {Topic} was not brought to its end and is given back to the sidecar")]
        public static partial void GivenBack(ILogger logger, string topic, Exception exception);
    }
}
