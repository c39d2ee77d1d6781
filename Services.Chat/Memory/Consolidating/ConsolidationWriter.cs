using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Writes what came of a consolidation in one transaction: facts, MEMORY.md, and how far the session was gone through; or nothing where the lease is lost.</summary>
internal sealed class ConsolidationWriter(
    WorkspaceAccess workspace, MemoryFile file, ConsolidationQueue queue, IOptions<MemoryOptions> options, ChatTelemetry telemetry, TimeProvider time)
{
    /// <summary>Null where the lease is lost.</summary>
    /// <exception cref="RefusalException">There is no room for the file.</exception>
    public async Task<CheckedFacts?> WriteAsync(
        ClaimedConsolidation claim, Guid consolidationId, Stretch stretch, IReadOnlyList<(Passage Passage, IReadOnlyList<FoundFact> Facts)> found, CancellationToken cancellationToken)
    {
        var written = await workspace.ChangeAsync(claim.Context, async (transaction, space) =>
        {
            if (!await ConsolidationQueue.HoldAsync(transaction, claim, cancellationToken))
            {
                return Tuple.Create((CheckedFacts?)null);
            }

            var present = await MemoryFile.ReadAsync(transaction, cancellationToken);
            var places = options.Value.MostQuarantined - await FactStore.QuarantinedAsync(transaction, cancellationToken);
            var facts = CheckedFacts.Of(claim, consolidationId, found, present, await FactStore.TextsAsync(transaction, cancellationToken), places);
            var statements = new FactStatements(claim.Context, time.GetUtcNow());
            // Ahead of their lines: the file's facts are there then.
            await transaction.ExecuteAsync(cancellationToken,
            [
                .. facts.Kept.Select(fact => statements.Insert(fact, FactState.Kept)),
                .. facts.Quarantined.Select(fact => statements.Insert(fact, FactState.Quarantined)),
                queue.Ending(claim, stretch.Through, stretch.Bytes, stretch.HasMore, options.Value.Idle),
            ]);
            if (MemoryLines.With(present, [.. facts.Kept.Select(static fact => fact.Text)]) is { } content)
            {
                var author = FileAuthor.Consolidation(TextLabels.User | (present?.Labels ?? TextLabels.None));
                if ((await file.WriteAsync(transaction, space, present, content, author, cancellationToken)).Refusal is { } refusal)
                {
                    throw new RefusalException(refusal);
                }
            }

            return Tuple.Create((CheckedFacts?)facts);
        }, cancellationToken);
        if (written.Item1 is { } done)
        {
            telemetry.FactChanged(claim.Context, FactState.Kept, done.Kept.Count);
            telemetry.FactChanged(claim.Context, FactState.Quarantined, done.Quarantined.Count);
            telemetry.FactChanged(claim.Context, "dropped", done.Dropped);
        }

        return written.Item1;
    }
}
