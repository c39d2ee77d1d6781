using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>
/// Runs a request that came in a frame: it goes through the gateway's own pipeline with the credential of its socket, as if it had come by itself, and so
/// meets the same guards, the same audit, the same module and the same deadlines.
/// </summary>
internal sealed partial class RpcRunner(GatewayPipeline pipeline, IHttpContextFactory contexts, SocketTelemetry telemetry, ILogger<RpcRunner> logger)
{
    private static readonly RpcOutcome.Failed Broken = new("INTERNAL_ERROR", "Something went wrong that is not your doing.");

    /// <summary>Runs it to its end.</summary>
    /// <param name="operation">What it asks for.</param>
    /// <param name="exchange">The request.</param>
    /// <param name="events">Takes the events of an answer that is a stream.</param>
    public async Task<RpcOutcome> RunAsync(Operation operation, FramedExchange exchange, IEventSink events)
    {
        using var call = telemetry.Begin(operation);
        var serving = ServeAsync(exchange);
        var outcome = await ReadAsync(exchange, events);
        // What still runs of it has nobody who reads it.
        exchange.Abort();
        await serving;
        call.End(exchange.Tags, (outcome as RpcOutcome.Failed)?.Code);
        return outcome;
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
        catch (Exception exception)
        {
            Log.Broken(logger, exception);
            return Broken;
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request of a socket broke off")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
