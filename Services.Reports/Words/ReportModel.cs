using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Words;

/// <summary>Asks the model for a report's words: it gets numbered evidence, one line each, and no tools.</summary>
internal sealed class ReportModel(IChatClient model, ModelChain chain, ModuleRights rights, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(150);

    /// <exception cref="DeniedException">The user in scope may not use the model.</exception>
    /// <exception cref="ModelUnavailableException">The model gave no usable answer.</exception>
    /// <exception cref="Nanobot.Platform.Core.Problems.RefusalException">There is no such model.</exception>
    /// <exception cref="SilentModelException">It answered and said nothing.</exception>
    public async Task<string> WriteAsync(ReportQuestion question, bool isScheduled, CancellationToken cancellationToken)
    {
        var context = TenantScope.Current ?? throw new InvalidOperationException("Nobody is in scope for whom to ask the model.");
        var origin = isScheduled ? WorkOrigin.Schedule : WorkOrigin.Background;
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await chain.AskAsync(new ModelWish(question.Model),
                known => rights.DemandAsync(context, new Use(ResourceKind.Model, known.Id) { Origin = origin, Provider = known.Provider }, cancellationToken),
                known =>
                {
                    var settings = new ChatOptions { MaxOutputTokens = question.MaximumTokens };
                    known.ApplyTo(settings);
                    return model.GetResponseAsync([new ChatMessage(ChatRole.System, ReportPrompt.Instructions), new ChatMessage(ChatRole.User, question.Prompt.Text)], settings, linked.Token);
                },
                static () => true, cancellationToken);
            return WordsCheck.SaysSomething(answer.Text) ? answer.Text : throw new SilentModelException(answer.FinishReason);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelUnavailableException($"it did not answer within {Deadline.TotalSeconds:0} s", true, exception);
        }
    }
}
