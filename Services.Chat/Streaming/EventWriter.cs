using Nanobot.Contracts.Operations;

namespace Nanobot.Services.Chat.Streaming;

/// <summary>
/// Writes server-sent events, each when it happens. The response begins with the first; what fails before it can be answered with its own
/// status. A comment in each silence keeps proxies from ending it.
/// </summary>
internal sealed class EventWriter(HttpResponse response, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _writing = new(1);
    private long _written = time.GetTimestamp();

    public bool HasBegun => response.HasStarted;

    /// <summary>Waits for <paramref name="work"/>, and writes a comment whenever nothing has been written for 15 seconds.</summary>
    public async Task<T> KeepAliveAsync<T>(Task<T> work)
    {
        using var ended = new CancellationTokenSource();
        var keeping = KeepAliveAsync(ended.Token);
        try
        {
            return await work;
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    /// <summary>Writes events as they are to stand in the stream.</summary>
    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (!response.HasStarted)
            {
                response.ContentType = MediaTypes.EventStream;
                response.Headers.CacheControl = "no-cache, no-store";
                response.Headers["X-Accel-Buffering"] = "no";
            }

            // Before it goes out: once the client has it, the next silence has begun.
            Interlocked.Exchange(ref _written, time.GetTimestamp());
            await response.WriteAsync(text, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var silence = time.GetElapsedTime(Interlocked.Read(ref _written));
                await (silence < LongestSilence
                    ? Task.Delay(LongestSilence - silence, time, cancellationToken)
                    : WriteAsync(": keep-alive\n\n", cancellationToken));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The work has ended, or the client has gone, which ends the work by itself.
        }
    }
}
