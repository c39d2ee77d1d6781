using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Completions;
using Nanobot.Services.Chat.Models;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary><c>POST /v1/chat/completions</c>: a turn for OpenAI's clients, who bring the conversation and keep it.</summary>
internal static class CreateCompletionEndpoint
{
    public static void MapCreateCompletion(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.CreateCompletion, HandleAsync)
        .WithSummary("An answer of the assistant in OpenAI's shape, whole or streamed as the body says.")
        .WithBodyCheck<CompletionRequest>(static (request, http, errors) => CompletionReader.Read(request, http.RequestServices.GetRequiredService<ToolCatalogue>(), errors))
        .ProducesAlso(MediaTypes.EventStream);

    private static async Task<Results<Ok<Completion>, Refusal, EmptyHttpResult>> HandleAsync(
        CompletionRequest request, Caller caller, CompletionTurns turns, ModelCatalogue models, ToolCatalogue tools, RefusalTrail trail, HttpContext http, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        if (CompletionReader.Read(request, tools, errors) is not { } task)
        {
            return errors.ToRefusal()!;
        }

        if (task.Refused is { } refused)
        {
            return refused;
        }

        if (await models.FindAsync(task.Model, cancellationToken) is null)
        {
            return ModelRefusals.NotFound(task.Model);
        }

        var now = time.GetUtcNow();
        var head = new CompletionHead(Guid.CreateVersion7(now), now.ToUnixTimeSeconds(), task.Model);
        if (request.Stream is true)
        {
            using var writer = new EventWriter(http.Response, time);
            var stream = new TurnStream(Operations.Chat.CreateCompletion, new CompletionStream(writer, head, request.StreamOptions?.IncludeUsage is true), trail, http);
            return await stream.RunAsync(caller.Context, observer => turns.RunAsync(caller.Context, head.TurnId, task, observer, cancellationToken), cancellationToken) is { } refusal
                ? refusal
                : TypedResults.Empty;
        }

        var result = await turns.RunAsync(caller.Context, head.TurnId, task, NoObserver.Instance, cancellationToken);
        return result.Answer is { Outcome: var outcome } ? TypedResults.Ok(head.Whole(outcome)) : TurnRefusals.Of(result.Failure!);
    }
}
