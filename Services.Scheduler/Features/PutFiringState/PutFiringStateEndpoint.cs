using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Operating;

namespace Nanobot.Services.Scheduler.Features.PutFiringState;

/// <summary><c>PUT /schedule/operations/state</c></summary>
internal static partial class PutFiringStateEndpoint
{
    private static readonly Refusal Busy = Refusals.Unavailable("FIRING_BUSY", "Jobs that were being fired did not end in time: the scheduler stands as before. Ask again.");

    public static void MapPutFiringState(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.PutFiringState, HandleAsync)
        .WithSummary("Says whether jobs fire: all that are due, only those that are due by now, or none. Once it is answered it holds in every process.")
        .WithBodyCheck<FiringStateRequest>(static (request, _, errors) => request.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<FiringStateResource>, Refusal>> HandleAsync(
        Caller caller, FiringStateRequest request, FiringSwitch firing, WakeSignal<DueScanService> signal, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        request.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var state = request.State!;
        AuditedWork.Name(state);
        if (await firing.SayAsync(state, caller.Context.KeyId, request.Reason, time.GetUtcNow().Truncate(), cancellationToken) is not { } said)
        {
            return Busy;
        }

        signal.Raise();
        Log.Said(loggers.CreateLogger(typeof(PutFiringStateEndpoint)), state, caller.Context.KeyId);
        return TypedResults.Ok(said);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The scheduler is {State} from now on, by the word of the operator with the key {KeyId}")]
        public static partial void Said(ILogger logger, string state, string? keyId);
    }
}
