using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>Calls that run at the chat module until they are released: <c>GET /sessions/held</c>, and <c>/sessions/{name}</c> that says its name.</summary>
internal sealed class HeldCalls
{
    private readonly ConcurrentQueue<TaskCompletionSource> _held = new();
    private int _count;
    private volatile bool _isOpen;

    /// <summary>Calls that arrived so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The users whose calls arrived, in order.</summary>
    public ConcurrentQueue<string> Users { get; } = new();

    /// <summary>Lets all go, for good.</summary>
    public void Release()
    {
        _isOpen = true;
        while (ReleaseOne())
        {
        }
    }

    /// <summary>Lets the longest held one go.</summary>
    public bool ReleaseOne()
    {
        if (!_held.TryDequeue(out var held))
        {
            return false;
        }

        held.TrySetResult();
        return true;
    }

    public void Map(string module, WebApplication app)
    {
        if (module == "chat")
        {
            app.MapGet("/sessions/held", HoldAsync);
        }
    }

    private async Task HoldAsync(HttpContext http)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Enqueue(held);
        Users.Enqueue(http.Request.Headers["X-User-ID"].ToString());
        Interlocked.Increment(ref _count);
        if (_isOpen)
        {
            held.TrySetResult();
        }

        await held.Task.WaitAsync(http.RequestAborted);
    }
}
