using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>The answer to a request that came in a frame: its head, and its content as it is written, of which little waits to be read.</summary>
internal sealed class FramedAnswer : IHttpResponseFeature, IHttpResponseBodyFeature
{
    private const int Waiting = 64 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: Waiting, resumeWriterThreshold: Waiting / 2, useSynchronizationContext: false));
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _onCompleted = new();
    private bool _isStarting;

    public FramedAnswer()
    {
        Writer = new StartingWriter(_pipe.Writer, StartAsync);
        Stream = Writer.AsStream(leaveOpen: true);
        Body = Stream;
    }

    /// <summary>Ends when the head is whole, or when there will be none.</summary>
    public Task Started => _started.Task;

    /// <summary>What is written.</summary>
    public PipeReader Reader => _pipe.Reader;

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers { get; set; } = new HeaderDictionary();

    public Stream Body { get; set; }

    public bool HasStarted { get; private set; }

    public Stream Stream { get; }

    public PipeWriter Writer { get; }

    public void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _onCompleted.Push((callback, state));

    public void DisableBuffering()
    {
        // Nothing is held back.
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_isStarting)
        {
            return;
        }

        _isStarting = true;
        while (_onStarting.TryPop(out var next))
        {
            await next.Callback(next.State);
        }

        HasStarted = true;
        _started.TrySetResult();
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => StartAsync();

    /// <summary>Says that nothing more is written, and why where that is not how it should end.</summary>
    public async Task EndAsync(Exception? exception)
    {
        _started.TrySetResult();
        await _pipe.Writer.CompleteAsync(exception);
        while (_onCompleted.TryPop(out var next))
        {
            await next.Callback(next.State);
        }
    }
}
