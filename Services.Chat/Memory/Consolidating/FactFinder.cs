using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Asks the model of the tenant in scope for the facts of a passage: metered, under the same policies as a turn's calls.</summary>
internal sealed class FactFinder(IChatClient model, ModelChain chain, ModuleRights rights, ChatTelemetry telemetry)
{
    private const int ReplyTokens = 1024;
    private const string FormName = "facts";

    /// <summary>What the model says; null where that has no sense.</summary>
    /// <param name="context">Whose conversation it is.</param>
    /// <param name="passage">The passage.</param>
    /// <param name="known">What is known already.</param>
    /// <param name="hasForm">Whether the model is bound to the form of the answer; some servers refuse that.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<FoundFact>?> FindAsync(
        TenantContext context, Passage passage, IReadOnlyList<string> known, bool hasForm, CancellationToken cancellationToken)
    {
        var question = FactQuestion.Of(passage, known);
        var answer = await chain.AskAsync(new ModelWish(null),
            one => rights.DemandAsync(context, new Use(ResourceKind.Model, one.Id) { Provider = one.Provider, Origin = WorkOrigin.Background }, cancellationToken),
            one =>
            {
                var settings = new ChatOptions
                {
                    MaxOutputTokens = ReplyTokens,
                    Temperature = 0,
                    ResponseFormat = hasForm ? ChatResponseFormat.ForJsonSchema(FactAnswer.Schema, FormName) : null,
                };
                one.ApplyTo(settings);
                return model.GetResponseAsync(question, settings, cancellationToken);
            },
            static () => true, cancellationToken);
        telemetry.TokensUsed(context, answer.Usage?.InputTokenCount ?? 0, answer.Usage?.OutputTokenCount ?? 0);
        return FactAnswer.Read(answer.Text);
    }
}
