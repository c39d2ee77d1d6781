using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>
/// Runs a request that came in a frame: it goes through the gateway's own pipeline with the credential of its socket, as if it had come by itself, and so
/// meets the same guards, the same audit, the same module and the same deadlines.
/// </summary>
internal sealed class RpcRunner(GatewayPipeline pipeline, IHttpContextFactory contexts, SocketTelemetry telemetry)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="operation">What it asks for.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="events">Takes the events of an answer that is a stream.</param>
    public async Task<RpcOutcome> RunAsync(Operation operation, FramedExchange exchange, IEventSink events)
    {
        using var call = telemetry.Begin(operation);
        var serving = ServeAsync(exchange);
        RpcOutcome.Failed? failed = RpcOutcomes.Broken;
        try
        {
            var read = await ReadAsync(exchange, events);
            failed = read as RpcOutcome.Failed;
            return read;
        }
        finally
        {
            // What still runs of it has nobody who reads it.
            exchange.Abort();
            await serving;
            call.End(exchange.Tags, failed?.Code);
        }
    }

    private async Task<RpcOutcome> ReadAsync(FramedExchange exchange, IEventSink events)
    {
        try
        {
            return await AnswerReader.ReadAsync(exchange.Answer, events, exchange.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return RpcOutcomes.Cancelled;
        }
        finally
        {
            await exchange.Answer.Reader.CompleteAsync();
        }
    }

    private async Task ServeAsync(FramedExchange exchange)
    {
        var http = contexts.Create(exchange.Features);
        Exception? failure = null;
        try
        {
            await pipeline.Rest(http);
            await exchange.Answer.StartAsync();
        }
        catch (Exception exception)
        {
            // Whoever reads the answer tells of it.
            failure = exchange.RequestAborted.IsCancellationRequested ? new OperationCanceledException(exchange.RequestAborted) : exception;
        }

        await exchange.Answer.EndAsync(failure);
        contexts.Dispose(http);
    }
}
