using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Memory;

/// <summary>
/// What the user and the assistant do with single facts. The line in MEMORY.md and the fact change in one transaction, which holds the workspace; what is
/// refused is a <see cref="RefusalException"/>, and nothing is done.
/// </summary>
internal sealed class MemoryBook(WorkspaceAccess workspace, MemoryFile file, ChatTelemetry telemetry, TimeProvider time)
{
    /// <summary>
    /// Adds a line for a fact, unless it stands there; <paramref name="author"/> says whose the file is then, by whose it was. Null without a refusal: nothing changed.
    /// </summary>
    public async Task<WriteOutcome> AddAsync(TenantContext context, NewFact fact, Func<WorkspaceFile?, FileAuthor> author, CancellationToken cancellationToken) =>
        await workspace.ChangeAsync(context, async (transaction, space) =>
        {
            var present = await MemoryFile.ReadAsync(transaction, cancellationToken);
            if (present is { Text: null })
            {
                return new WriteOutcome(null, WorkspaceRefusals.NotText);
            }

            if (MemoryLines.With(present, fact.Text) is not { } content)
            {
                return new WriteOutcome(null, null);
            }

            // Before its line: the file's fact is there then.
            await transaction.ExecuteAsync(cancellationToken, new FactStatements(context, time.GetUtcNow()).Insert(fact, FactState.Kept));
            var outcome = await file.WriteAsync(transaction, space, present, content, author(present), cancellationToken);
            return outcome.Refusal is { } refusal ? throw new RefusalException(refusal) : outcome;
        }, cancellationToken);

    /// <summary>Lets a fact out of quarantine: the user has seen exactly these words, and makes them their own.</summary>
    public Task<Fact> AcceptAsync(TenantContext context, Guid factId, CancellationToken cancellationToken) => ChangeAsync(context, factId, async (transaction, space, fact) =>
    {
        if (fact.State != FactState.Quarantined)
        {
            return MemoryRefusals.Decided(fact.State);
        }

        var present = await MemoryFile.ReadAsync(transaction, cancellationToken);
        if (present is { Text: null })
        {
            return WorkspaceRefusals.NotText;
        }

        await transaction.ExecuteAsync(cancellationToken, new FactStatements(context, time.GetUtcNow()).Keep(factId));
        return MemoryLines.With(present, fact.Text) is { } content
            ? (await file.WriteAsync(transaction, space, present, content, FileAuthor.Consolidation(TextLabels.User | (present?.Labels ?? TextLabels.None)), cancellationToken)).Refusal
            : null;
    }, cancellationToken);

    /// <summary>Leaves a fact out of memory for good.</summary>
    public Task<Fact> RejectAsync(TenantContext context, Guid factId, CancellationToken cancellationToken) => ChangeAsync(context, factId, async (transaction, _, fact) =>
    {
        if (fact.State != FactState.Quarantined)
        {
            return MemoryRefusals.Decided(fact.State);
        }

        await transaction.ExecuteAsync(cancellationToken, new FactStatements(context, time.GetUtcNow()).Forget(factId, FactEnd.Rejected));
        return null;
    }, cancellationToken);

    /// <summary>Forgets a fact, and takes its line out of the file. One that is forgotten stays so.</summary>
    public Task<Fact> ForgetAsync(TenantContext context, Guid factId, CancellationToken cancellationToken) => ChangeAsync(context, factId, async (transaction, space, fact) =>
    {
        if (fact.State == FactState.Forgotten)
        {
            return null;
        }

        await transaction.ExecuteAsync(cancellationToken, new FactStatements(context, time.GetUtcNow()).Forget(factId, FactEnd.Forgotten));
        var present = fact.State == FactState.Kept ? await MemoryFile.ReadAsync(transaction, cancellationToken) : null;
        // What is left is whose it was.
        return MemoryLines.Without(present, fact.Text) is { } content
            ? (await file.WriteAsync(transaction, space, present, content, present!.Author, cancellationToken)).Refusal
            : null;
    }, cancellationToken);

    private async Task<Fact> ChangeAsync(
        TenantContext context, Guid factId, Func<TenantTransaction, WorkspaceSpace, Fact, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        var (before, now) = await workspace.ChangeAsync(context, async (transaction, space) =>
        {
            var fact = await FactStore.FindAsync(transaction, factId, cancellationToken);
            // By an exception, so that nothing is half done.
            return (fact is null ? MemoryRefusals.NotFound : await change(transaction, space, fact)) is { } refusal
                ? throw new RefusalException(refusal)
                : Tuple.Create(fact, (await FactStore.FindAsync(transaction, factId, cancellationToken))!);
        }, cancellationToken);
        if (now.State != before!.State)
        {
            telemetry.FactChanged(context, now.State);
        }

        return now;
    }
}
