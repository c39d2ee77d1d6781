using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>A request of a socket that runs: its events go out under its id.</summary>
internal sealed class RunningCall(ClientFrame frame, Operation operation, FramedExchange exchange, Func<byte[], ValueTask> send, TimeProvider time) : IEventSink
{
    private RpcOutcome.Failed? _reason;

    /// <summary>Its id.</summary>
    public string Id => frame.Id!;

    /// <summary>Ends it; what it is answered with says why.</summary>
    public void End(RpcOutcome.Failed reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        exchange.Abort();
    }

    /// <summary>Runs it to its end; never throws. What it is answered with.</summary>
    public async Task<byte[]> RunAsync(RpcRunner runner)
    {
        using var _ = exchange;
        var outcome = await runner.RunAsync(operation, exchange, this);
        outcome = ReferenceEquals(outcome, RpcOutcomes.Cancelled) && Volatile.Read(ref _reason) is { } reason ? reason : outcome;
        return outcome switch
        {
            RpcOutcome.Answered answered => ServerFrame.Answer(Id, answered.Json),
            RpcOutcome.Failed failed => ServerFrame.Error(Id, failed.Code, failed.Message, failed.Details),
            _ => throw new InvalidOperationException("There is no other outcome."),
        };
    }

    public ValueTask SendAsync(string name, byte[] json) => send(ServerFrame.Event(Id, $"{operation.Module}.{name}", time.GetUtcNow(), json, frame.SessionKey));
}
