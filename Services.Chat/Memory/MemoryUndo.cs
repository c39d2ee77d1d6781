using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Memory;

/// <summary>
/// Takes back what the last consolidation wrote by itself: the file is what it was before, where nothing else was written since, and else without its lines.
/// What the user let out of quarantine stays.
/// </summary>
internal sealed class MemoryUndo(WorkspaceAccess workspace, MemoryFile file, ChatTelemetry telemetry, TimeProvider time)
{
    /// <exception cref="RefusalException">There is nothing to undo, or its lines were changed since.</exception>
    public async Task<UndoneConsolidation> UndoAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var undone = await workspace.ChangeAsync(context, async (transaction, space) =>
        {
            var facts = await FactStore.OfLastConsolidationAsync(transaction, cancellationToken);
            var written = facts.FindAll(static fact => fact.State == FactState.Kept);
            if (facts.FindAll(static fact => fact.EndedBy == FactEnd.Edited) is { Count: > 0 } edited)
            {
                throw new RefusalException(MemoryRefusals.Changed([.. edited.Select(static fact => fact.FactId)]));
            }

            return written.Count == 0 ? throw new RefusalException(MemoryRefusals.NothingToUndo) : await UndoAsync(transaction, space, written, cancellationToken);
        }, cancellationToken);
        telemetry.FactChanged(context, FactState.Forgotten, undone.Facts.Count);
        return undone;
    }

    private async Task<UndoneConsolidation> UndoAsync(TenantTransaction transaction, WorkspaceSpace space, List<Fact> written, CancellationToken cancellationToken)
    {
        var present = await MemoryFile.ReadAsync(transaction, cancellationToken);
        var before = present is not null && present.Revision == written[0].Revision ? await MemoryFile.ReadBeforeAsync(transaction, present.Revision, cancellationToken) : null;
        var statements = new FactStatements(transaction.Context, time.GetUtcNow());
        await transaction.ExecuteAsync(cancellationToken, [.. written.Select(fact => statements.Forget(fact.FactId, FactEnd.Undone))]);
        var (content, author) = before?.Text is { } text ? (text, before.Author) : (MemoryLines.Without(present, [.. written.Select(static fact => fact.Text)]), present?.Author);
        var outcome = content is null
            ? throw new InvalidOperationException("Facts are kept whose lines the file does not have.")
            : await file.WriteAsync(transaction, space, present, content, author, cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            throw new RefusalException(outcome.Refusal!);
        }

        return new UndoneConsolidation(written[0].ConsolidationId!.Value,
            [.. written.Select(fact => fact with { State = FactState.Forgotten, EndedBy = FactEnd.Undone, ChangedAt = time.GetUtcNow() })], entry.Revision);
    }
}
