using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Writes one file in a transaction that holds the workspace: its room is taken, and what it was is kept.</summary>
internal sealed class FileWriter(UsageQuotas quotas, TimeProvider time)
{
    /// <param name="transaction">Holds the workspace.</param>
    /// <param name="space">The workspace as it is now.</param>
    /// <param name="path">Where to.</param>
    /// <param name="head">What is there now.</param>
    /// <param name="content">What is to be there.</param>
    /// <param name="author">Who wrote it, or null where that is not known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<WriteOutcome> WriteAsync(
        TenantTransaction transaction, WorkspaceSpace space, WorkspacePath path, FileHead? head, byte[] content, FileAuthor? author, CancellationToken cancellationToken)
    {
        var added = content.Length - (head?.Bytes ?? 0);
        if (added > 0 && await quotas.TakeStorageAsync(transaction, space.Bytes, added, cancellationToken) is { } refusal)
        {
            return new WriteOutcome(null, refusal);
        }

        var now = time.GetUtcNow();
        var files = new FileStatements(transaction.Context, now);
        var revision = (head?.Revision ?? space.DeletedRevision) + 1;
        Sql[] write = [files.Write(path, content, author, revision), files.Grow(added)];
        await transaction.ExecuteAsync(cancellationToken, head is null ? write : [files.Keep(path), .. write, files.Trim()]);
        return new WriteOutcome(new WorkspaceEntry(path.Value, content.Length, revision, now), null, IsNew: head is null);
    }

    /// <summary>Deletes one file; what it was is kept.</summary>
    public async Task<Refusal?> DeleteAsync(TenantTransaction transaction, WorkspacePath path, FileHead head, CancellationToken cancellationToken)
    {
        var files = new FileStatements(transaction.Context, time.GetUtcNow());
        await transaction.ExecuteAsync(cancellationToken,
            files.Keep(path, isDeleted: true), files.Delete(path), files.Shrink(head.Bytes, head.Revision), files.Trim());
        return null;
    }
}
