using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Domain.Agent;
using Nanobot.Services.Chat.Domain.Sessions;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary><c>POST /chat</c>.</summary>
internal static partial class SendMessageEndpoint
{
    private const int MaximumMessage = 10_000;

    public static void MapSendMessage(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("", SendAsync)
        .WithName("SendMessage")
        .WithSummary("Say something to the assistant; with Accept: text/event-stream the answer comes as it is made.")
        .ProducesAlso(EventStream.MediaType)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static async Task<Results<Ok<ChatAnswer>, Refusal, EmptyHttpResult>> SendAsync(
        ChatRequest request, Caller caller, TurnHandler turns, HttpContext http, TimeProvider time, ILogger<TurnHandler> logger,
        CancellationToken cancellationToken)
    {
        if (Validate(request) is { } invalid)
        {
            return invalid;
        }

        Guid? sessionId = null;
        if (request.SessionId is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return SessionRefusals.NotFound;
            }

            sessionId = id;
        }

        if (!http.Request.GetTypedHeaders().Accept.Any(static accept => accept.MediaType == EventStream.MediaType))
        {
            var result = await turns.HandleAsync(caller.Context, sessionId, request.Message!, NoObserver.Instance, cancellationToken);
            return result.Answer is { } answer ? TypedResults.Ok(answer) : Refuse(http, result.Refusal!);
        }

        using var stream = new EventStream(http.Response, time);
        return await StreamAsync(stream, caller.Context, sessionId, request.Message!, turns, http, logger, cancellationToken) is { } refusal
            ? Refuse(http, refusal)
            : TypedResults.Empty;
    }

    /// <summary>Writes the events; returns the refusal instead when none has been written yet.</summary>
    private static async Task<Refusal?> StreamAsync(
        EventStream stream, TenantContext context, Guid? sessionId, string message, TurnHandler turns, HttpContext http, ILogger logger,
        CancellationToken cancellationToken)
    {
        Refusal? refusal;
        try
        {
            var result = await KeepAliveAsync(stream, turns.HandleAsync(context, sessionId, message, stream, cancellationToken));
            if (result.Answer is { } answer)
            {
                await stream.DoneAsync(answer, cancellationToken);
                return null;
            }

            refusal = result.Refusal!;
        }
        catch (Exception exception) when (stream.HasBegun && !cancellationToken.IsCancellationRequested)
        {
            // Too late for a status: the stream itself has to say that it ends here.
            Log.BrokeOff(logger, exception);
            refusal = exception is RefusalException refused ? refused.Refusal : new Refusal(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR",
                "Something broke on our side; nothing was changed by halves. Quote the trace_id when you report it.");
        }

        if (!stream.HasBegun)
        {
            return refusal;
        }

        await stream.ErrorAsync(refusal, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier, cancellationToken);
        return null;
    }

    private static async Task<TurnResult> KeepAliveAsync(EventStream stream, Task<TurnResult> turn)
    {
        using var ended = new CancellationTokenSource();
        var keeping = stream.KeepAliveAsync(ended.Token);
        try
        {
            return await turn;
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    private static Refusal? Validate(ChatRequest request) => new ValidationErrors()
        .Length(request.Message, "message", 1, MaximumMessage)
        .Require(request.Message is null || !string.IsNullOrWhiteSpace(request.Message), "message", "must not be blank")
        .Require(request.Message?.Contains('\0', StringComparison.Ordinal) is not true, "message", "must not contain the character U+0000")
        .ToRefusal();

    private static Refusal Refuse(HttpContext http, Refusal refusal)
    {
        if (refusal.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return refusal;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A stream broke off")]
        public static partial void BrokeOff(ILogger logger, Exception exception);
    }
}
