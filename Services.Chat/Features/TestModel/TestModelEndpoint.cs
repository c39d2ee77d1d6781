using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Completions;
using Nanobot.Services.Chat.Models;

namespace Nanobot.Services.Chat.Features.TestModel;

/// <summary><c>POST /models/test</c>: one short call of a model, metered like every other, by which one sees whether it has been brought as it should be.</summary>
internal static class TestModelEndpoint
{
    private const string Purpose = "model_test";
    private const string Question = "Answer with the word OK and nothing else.";
    private const int MostTokens = 64;
    private const int LongestAnswer = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static void MapTestModel(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.TestModel, HandleAsync)
        .WithSummary("Asks a model for one word, and says whether it has answered or why not.")
        .WithBodyCheck<ModelTestRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<ModelTestResult>, Refusal>> HandleAsync(
        ModelTestRequest request, Caller caller, ModelCatalogue models, IChatClient client, ModuleRights rights, CompletionTrail trail, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        using var scope = TenantScope.Begin(caller.Context);
        if (await models.FindAsync(request.Model, cancellationToken) is not { } model)
        {
            return ModelRefusals.NotFound(request.Model!);
        }

        await rights.DemandAsync(caller.Context, new Use(ResourceKind.Model, model.Id) { Provider = model.Provider }, cancellationToken);
        var (call, began) = (Guid.CreateVersion7(time.GetUtcNow()), time.GetTimestamp());
        await using var run = ModelRun.BeginWriting(Purpose, model.Id, call);
        var settings = new ChatOptions { MaxOutputTokens = MostTokens };
        model.ApplyTo(settings);
        var result = await AskAsync(client, settings, model.Id, time, cancellationToken);
        await trail.TellAsync(caller.Context, call, run, cancellationToken);
        return TypedResults.Ok(result with { TookMs = (long)time.GetElapsedTime(began).TotalMilliseconds });
    }

    private static async Task<ModelTestResult> AskAsync(IChatClient client, ChatOptions settings, string model, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await client.GetResponseAsync([new ChatMessage(ChatRole.User, Question)], settings, linked.Token);
            var usage = new ChatUsage(answer.Usage?.InputTokenCount ?? 0, answer.Usage?.OutputTokenCount ?? 0, answer.Usage?.TotalTokenCount ?? 0);
            return new ModelTestResult(model, true, TextCut.Beginning(answer.Text, LongestAnswer), null, false, 0, usage);
        }
        catch (ModelUnavailableException failure)
        {
            return new ModelTestResult(model, false, null, failure.Message, failure.IsTransient, 0, new ChatUsage(0, 0, 0));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelTestResult(model, false, null, $"The language model is not available: it did not answer within {Deadline.TotalSeconds:0} s.", true, 0, new ChatUsage(0, 0, 0));
        }
    }

    private static void Check(ModelTestRequest request, ValidationErrors errors) => errors.Length(request.Model, "model", 1, 300);
}
