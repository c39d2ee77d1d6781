using System.Collections.Concurrent;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>The requests of one socket: they run side by side, so many at the same time, each under an id of its own.</summary>
internal sealed partial class SocketCalls(SocketDoor door, Func<byte[], ValueTask> send)
{
    private readonly ConcurrentDictionary<string, RunningCall> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();
    private volatile RpcOutcome.Failed? _closed;

    /// <summary>Takes a frame that is behind the hello.</summary>
    public async Task TakeAsync(SocketCaller caller, ClientFrame frame)
    {
        if (frame.Fault is { } fault)
        {
            await send(ServerFrame.Error(frame.Id, "INVALID_FRAME", fault));
        }
        else if (frame.Type == ClientFrame.Cancel)
        {
            if (_running.TryGetValue(frame.Id!, out var call))
            {
                call.End(RpcOutcomes.Cancelled);
            }
        }
        else if (Begin(caller, frame) is { } refused)
        {
            await send(ServerFrame.Error(frame.Id, refused.Code, refused.Message, refused.Details));
        }
    }

    /// <summary>Takes no more; those that come are answered with the reason.</summary>
    public void Close(RpcOutcome.Failed reason) => _closed ??= reason;

    /// <summary>Takes no more and ends those that run.</summary>
    public void EndAll(RpcOutcome.Failed reason)
    {
        _closed = reason;
        foreach (var call in _running.Values)
        {
            call.End(reason);
        }
    }

    /// <summary>Waits until none runs.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_tasks.Keys);

    private RpcOutcome.Failed? Begin(SocketCaller caller, ClientFrame frame)
    {
        if (_closed is { } closed)
        {
            return closed;
        }

        if (RpcMethods.Find(frame.Method!) is not { } operation)
        {
            return new RpcOutcome.Failed("METHOD_NOT_FOUND", "There is no such method; the hello's answer names those that there are.");
        }

        if (_running.ContainsKey(frame.Id!))
        {
            return new RpcOutcome.Failed("DUPLICATE_ID", "A request with this id runs already; the answer to that one is still to come.");
        }

        if (_running.Count >= door.Options.MostRequests)
        {
            return new RpcOutcome.Failed("TOO_MANY_REQUESTS", $"At most {door.Options.MostRequests} requests of one socket run at the same time; wait for one of them to end.");
        }

        if (TargetOf(operation, frame, out var refusal) is not { } target)
        {
            return RpcOutcomes.Of(refusal!);
        }

        Start(new RunningCall(frame, operation, new FramedExchange(caller, operation.Verb, target, AcceptOf(operation), frame.Headers), send, door.Time));
        return null;
    }

    private void Start(RunningCall call)
    {
        _running[call.Id] = call;
        // Not on the thread that reads the next frame.
        var task = Task.Run(() => RunAsync(call));
        _tasks[task] = 0;
        task.ContinueWith(ended => _tasks.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(RunningCall call)
    {
        byte[] answer;
        try
        {
            answer = await call.RunAsync(door.Runner);
        }
        catch (Exception exception)
        {
            Log.Broken(door.Logger, exception);
            answer = ServerFrame.Error(call.Id, RpcOutcomes.Broken.Code, RpcOutcomes.Broken.Message);
        }

        // Before its answer is out, from when on the client may use the id again.
        _running.TryRemove(call.Id, out _);
        await send(answer);
    }

    private static RpcTarget? TargetOf(Operation operation, ClientFrame frame, out Refusal? refusal)
    {
        try
        {
            return RpcTargets.Make(operation, frame.Parameters, frame.SessionKey, out refusal);
        }
        catch (InvalidOperationException)
        {
            // How the reader says that half of a surrogate pair is no text.
            refusal = Refusals.Invalid("params", "must hold whole characters only");
            return null;
        }
    }

    // What can come as it is made does.
    private static string AcceptOf(Operation operation) => operation.Forms.Contains(MediaTypes.EventStream) ? MediaTypes.EventStream : string.Join(", ", operation.Forms);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request of a socket broke off")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
