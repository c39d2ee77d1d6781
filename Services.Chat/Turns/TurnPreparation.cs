using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Gets together what the model is told in a turn, in one round trip.</summary>
internal sealed class TurnPreparation(TenantDb db, Prompts prompts, ApprovalStore approvals, ToolCatalogue tools, TurnWindow window, UsageQuotas quotas)
{
    /// <summary>What a turn in the session <paramref name="sessionId"/>, or with null in a new one, reads, for whoever reads it along with something else.</summary>
    public ValueTask<TurnReads> ReadsAsync(TenantContext context, Guid? sessionId, CancellationToken cancellationToken) => ReadsAsync(context, sessionId, null, cancellationToken);

    /// <summary>
    /// Reads it for the first turn of a session, and why there can be none. Asked before the model is: where there is no place for the session its answer would be for nothing. Whether
    /// there still is one when the turn is written shows then.
    /// </summary>
    public async Task<Refusal?> LookAsync(TenantContext context, TurnReads reads, CancellationToken cancellationToken)
    {
        var look = quotas.LookForSession(context);
        await db.BatchAsync(context, [look.Step, .. reads.Steps], cancellationToken);
        return look.Refusal;
    }

    /// <summary>What the model is told.</summary>
    /// <param name="context">Whose turn it is.</param>
    /// <param name="turnId">The turn.</param>
    /// <param name="sessionId">Its session.</param>
    /// <param name="lease">The hold on it; null for the first turn of one.</param>
    /// <param name="opening">What it begins with; what has not been read for it is read now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<AgentRun> PrepareAsync(
        TenantContext context, Guid turnId, Guid sessionId, Lease? lease, TurnOpening opening, CancellationToken cancellationToken)
    {
        var reads = opening.Reads;
        if (reads is null)
        {
            reads = await ReadsAsync(context, lease?.SessionId, lease?.Messages, cancellationToken);
            await db.BatchAsync(context, reads.Steps, cancellationToken);
        }

        var bytes = reads.WindowBytes;
        var prompt = await prompts.WriteAsync(context, bytes / AgentRun.BytesPerToken, null, reads.Files, cancellationToken);
        var question = new ChatMessage(ChatRole.User, [new TextContent(opening.Question), .. opening.Images]);
        var room = bytes - prompt.Bytes - ContextWindow.Size(question) - opening.Following.Concat(opening.Notes).Sum(ContextWindow.Size);
        var history = SessionStore.Fitting(reads.Messages, room);
        var decided = lease is { HasDecisions: true } ? DecisionNotice.Of(await approvals.DecidedAsync(context, lease.SessionId, cancellationToken)) : [];
        return new AgentRun(context, turnId, [.. prompt.Messages, .. opening.Notes, .. decided], [.. history.Select(MessageMapping.ToChat)], question, bytes)
        {
            SessionId = sessionId,
            Following = opening.Following,
            Origin = opening.Origin,
            Wishes = opening.Model is null ? AnswerWishes.None : new AnswerWishes { Model = opening.Model },
            Labels = history.Aggregate(prompt.Labels | opening.Labels, (labels, stored) => labels | LabelsOf(stored)),
        };
    }

    /// <summary>Where a message may have come from; what an older version kept says nothing of it.</summary>
    public TextLabels LabelsOf(StoredMessage stored) => LabelSet.Read(stored.Labels)
        ?? (stored.Role == "tool" && tools.Carries(stored.ToolName) != TextLabels.None ? TextLabels.Other : TextLabels.None);

    private async ValueTask<TurnReads> ReadsAsync(TenantContext context, Guid? sessionId, int? messages, CancellationToken cancellationToken)
    {
        var bytes = await window.BytesAsync(context, cancellationToken);
        return new TurnReads(bytes, Prompts.Files(context), sessionId is { } id ? SessionStore.Recent(context, id, bytes, messages) : null);
    }
}
