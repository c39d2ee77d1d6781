using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets.Streams;

/// <summary>
/// One stream of events, from its greeting to its end. Whether its caller may stay is looked at each second, as at a socket; whatever ends it says why in a last event, within a deadline.
/// </summary>
internal sealed partial class EventStream(HttpContext http, Receivers receivers, SocketOrigin origin, SocketCaller caller, Operation[] heard, StreamDoor door) : INoticeReceiver, IDisposable
{
    private const string Gone = "";
    private const string Slow = "SLOW_CONSUMER";
    private const string Broken = "INTERNAL_ERROR";

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(1);

    // While it cannot be found out whether the caller may stay; longer than that it does not stay unseen.
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(30);

    private readonly OutgoingFrames _outgoing = new(door.Options.MostWaiting, door.Options.MostWaitingOctets, door.Time);
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private long _toldAt = door.Time.GetTimestamp();
    private long _seenAt = door.Time.GetTimestamp();

    /// <summary>The headers of a stream: nobody on the way keeps it, or anything of it back.</summary>
    public static void Begin(HttpResponse response)
    {
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Writes it to its end; why it ended, empty where its client went away.</summary>
    /// <param name="cursor">Where it wants to go on; null for now.</param>
    public async Task<string> RunAsync(string? cursor)
    {
        var gone = http.RequestAborted;
        Begin(http.Response);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        door.Board.Attach(receivers, this, cursor, greeting => Send(EventText.Greet(greeting, cursor is not null)));
        var sending = SendAllAsync(gone);
        var watching = WatchAsync();
        string reason;
        await using (door.Stopping.Register(() => _end.TrySetResult("SERVICE_STOPPING")))
        await using (gone.Register(() => _end.TrySetResult(Gone)))
        {
            reason = await _end.Task;
        }

        door.Board.Detach(receivers, this);
        await _ended.CancelAsync();
        if (reason is not (Gone or Slow))
        {
            Send(EventText.End(reason));
        }

        _outgoing.Complete();
        try
        {
            await sending.WaitAsync(CloseDeadline, door.Time);
        }
        catch (TimeoutException)
        {
            // It does not take the farewell.
            http.Abort();
        }

        await Task.WhenAll(sending, watching);
        return reason;
    }

    public bool Hears(Operation operation) => Array.IndexOf(heard, operation) >= 0;

    public void Tell(Notice notice) => Send(EventText.Of(notice));

    public void Dispose()
    {
        _outgoing.Dispose();
        _ended.Dispose();
    }

    private void Send(byte[] text)
    {
        Interlocked.Exchange(ref _toldAt, door.Time.GetTimestamp());
        if (!_outgoing.TryAdd(text))
        {
            _end.TrySetResult(Slow);
        }
    }

    private async Task SendAllAsync(CancellationToken gone)
    {
        try
        {
            while (await _outgoing.TakeAsync() is { } text)
            {
                await http.Response.Body.WriteAsync(text, gone);
                await http.Response.Body.FlushAsync(gone);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _end.TrySetResult(Gone);
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), door.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                await LookAgainAsync();
                if (door.Time.GetElapsedTime(Interlocked.Read(ref _toldAt)) >= door.Options.StreamKeepAlive)
                {
                    Send(EventText.KeepAlive);
                }
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // It has ended.
        }
        catch (Exception exception)
        {
            // Unwatched it must not go on.
            Log.Broken(door.Logger, exception);
            _end.TrySetResult(Broken);
        }
    }

    private async Task LookAgainAsync()
    {
        var refused = await door.Admission.CheckAsync(Operations.Gateway.StreamEvents, origin, caller, isAgain: true);
        if (refused is null)
        {
            _seenAt = door.Time.GetTimestamp();
        }
        else if (refused.Answer.Status < StatusCodes.Status500InternalServerError || door.Time.GetElapsedTime(_seenAt) >= Unseen)
        {
            _end.TrySetResult(refused.Answer.Code);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A stream of events broke off")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
