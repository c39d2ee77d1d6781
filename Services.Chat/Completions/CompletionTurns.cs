using System.Globalization;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Completions;

/// <summary>
/// A turn whose conversation the application brings and keeps itself. It is a turn like every other, but for the session: of it only the
/// ledger and an entry of the audit are left.
/// </summary>
internal sealed class CompletionTurns(IAgent agent, TenantDb db, Prompts prompts, TurnBounds bounds, TurnWindow window, CompletionTrail trail)
{
    private const string Purpose = "completion";

    /// <summary>Runs it under the id <paramref name="turnId"/>.</summary>
    public Task<TurnResult> RunAsync(TenantContext context, Guid turnId, CompletionTask task, IAgentObserver observer, CancellationToken cancellationToken) =>
        bounds.RunAsync(context, outer => bounds.WithinTimeAsync(inner => AnswerAsync(context, turnId, task, observer, inner), outer), cancellationToken);

    private async Task<TurnResult> AnswerAsync(TenantContext context, Guid turnId, CompletionTask task, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var bytes = await window.BytesAsync(context, cancellationToken) - (DeclaredTokens(task.Wishes.Tools) * AgentRun.BytesPerToken);
        var files = Prompts.Files(context);
        await db.BatchAsync(context, [files], cancellationToken);
        var prompt = await prompts.WriteAsync(context, bytes / AgentRun.BytesPerToken, Instructions.Of(task.Instructions), files, cancellationToken);
        if (prompt.Bytes + task.Bytes > bytes)
        {
            // Leaving part of it out would answer something else than what was asked.
            return new TurnFailure.OverBudget(TooLong(bytes - prompt.Bytes));
        }

        var run = new AgentRun(context, turnId, prompt.Messages, task.History, task.Question, bytes)
        {
            Following = task.Following, Wishes = task.Wishes, Labels = prompt.Labels | task.Labels,
        };
        await using var model = ModelRun.BeginWriting(Purpose, turnId.ToString(), turnId);
        var outcome = await agent.RunAsync(run, observer, cancellationToken);
        await trail.TellAsync(context, turnId, model, cancellationToken);
        return new TurnAnswer(Guid.Empty, turnId, outcome, TimeSpan.Zero);
    }

    // The schemas too: these are nobody's but whoever's who asks.
    private static long DeclaredTokens(IReadOnlyList<CallerTool> tools) => tools.Sum(static tool =>
        TokenEstimate.OfQuarters(TokenEstimate.Quarters(tool.Name) + TokenEstimate.Quarters(tool.Description) + TokenEstimate.Quarters(tool.JsonSchema.GetRawText())));

    private static Refusal TooLong(long room) => new(StatusCodes.Status400BadRequest, "context_length_exceeded", string.Create(CultureInfo.InvariantCulture,
        $"The messages and tools are longer than what is read at once: there is room for about {Math.Max(room, 0) / AgentRun.BytesPerToken} tokens of messages."))
    {
        Members = new Dictionary<string, object?> { ["param"] = "messages" },
    };
}
