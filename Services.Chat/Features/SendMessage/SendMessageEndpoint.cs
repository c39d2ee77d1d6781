using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Images;
using Nanobot.Services.Chat.Runs;
using Nanobot.Services.Chat.Runs.Events;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>
/// <c>POST /chat</c>: a turn through two doors, the whole answer as JSON or the events of its making as a stream. What runs in the background, or waits for its session, is
/// a run, through the same doors: 202 with where it is, or its events.
/// </summary>
internal static class SendMessageEndpoint
{
    private const int MaximumMessage = 10_000;

    public static void MapSendMessage(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.SendMessage, HandleAsync)
        .WithSummary("Say something to the assistant; where Accept prefers text/event-stream the answer comes as it is made.")
        .WithBodyCheck<ChatRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesAlso(MediaTypes.EventStream)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status502BadGateway)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static async Task<Results<Ok<ChatAnswer>, Accepted<RunResource>, Refusal, EmptyHttpResult>> HandleAsync(
        ChatRequest request, Caller caller, TurnService turns, TurnDoor door, RunIntake intake, RunDoor runs, WorkspaceImages images, HttpContext http, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
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

        var (operation, mayWait) = (Operations.Chat.SendMessage, request.WhenBusy is WhenBusy.Queue or WhenBusy.Steer);
        if (request.Background is true || (mayWait && sessionId is { } known && await intake.IsBusyAsync(caller.Context, known, cancellationToken) is true))
        {
            return await WaitAsync();
        }

        var (message, shown, labels, refused) = await images.ReadAsync(caller.Context, request.Message!, request.Images ?? [], cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var opening = new TurnOpening(message) { Images = shown, Labels = labels };
        var (answer, refusal) = await door.AnswerAsync(http, operation, caller,
            observer => turns.RunAsync(caller.Context, sessionId, opening, observer, cancellationToken), cancellationToken);
        // Somebody was quicker.
        return mayWait && refusal?.Code == new TurnFailure.Busy().Code ? await WaitAsync()
            : refusal is not null ? refusal
            : answer is not null ? TypedResults.Ok(answer)
            : TypedResults.Empty;

        async Task<Results<Ok<ChatAnswer>, Accepted<RunResource>, Refusal, EmptyHttpResult>> WaitAsync() => await runs.AnswerAsync(http, operation, caller,
            await intake.AcceptAsync(caller.Context, sessionId, request.Message!, mayWait, request.WhenBusy is WhenBusy.Steer, cancellationToken), cancellationToken);
    }

    private static void Check(ChatRequest request, ValidationErrors errors) => errors
        .Length(request.Message, "message", 1, MaximumMessage)
        .Require(request.Message is null || !string.IsNullOrWhiteSpace(request.Message), "message", "must not be blank")
        .Require(request.WhenBusy is null || WhenBusy.All.Contains(request.WhenBusy), "when_busy", $"must be one of: {string.Join(", ", WhenBusy.All)}")
        .Require(request.Images is null or [] || (request.Background is not true && request.WhenBusy is null or WhenBusy.Refuse), "images", "must not be there with background, queue and steer: an image is shown at once")
        .Require(request.Message?.Contains('\0', StringComparison.Ordinal) is not true, "message", "must not contain the character U+0000");
}
