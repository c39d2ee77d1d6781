using System.Text;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Workspaces;
using Npgsql;

namespace Nanobot.Services.Chat.Memory;

/// <summary>MEMORY.md in a transaction that holds the workspace. The database has the facts follow whatever is written there.</summary>
internal sealed class MemoryFile(FileWriter writer)
{
    private const string SelectFile = """
        select content, revision, updated_at, case when author_revision = revision then author end, author_turn, coalesce(author_read, false), author_labels
        from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        """;

    private const string SelectBefore = """
        select content, revision, written_at, author, author_turn, author_read, author_labels
        from workspace_revision where tenant_id = $1 and user_id = $2 and path = $3 and revision < $4
        order by revision desc limit 1
        """;

    /// <summary>The file; null where there is none.</summary>
    public static Task<WorkspaceFile?> ReadAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(SelectFile, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, WorkspaceNames.Memory), ToFile, cancellationToken);

    /// <summary>What the file was before a revision; null where that is not known any more.</summary>
    public static Task<WorkspaceFile?> ReadBeforeAsync(TenantTransaction transaction, long revision, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(SelectBefore, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, WorkspaceNames.Memory, revision), ToFile, cancellationToken);

    /// <summary>Writes the file in the place of what it is.</summary>
    public Task<WriteOutcome> WriteAsync(
        TenantTransaction transaction, WorkspaceSpace space, WorkspaceFile? file, string content, FileAuthor? author, CancellationToken cancellationToken)
    {
        _ = WorkspacePath.TryParse(WorkspaceNames.Memory, out var path);
        var octets = Encoding.UTF8.GetBytes(content);
        return octets.Length > WorkspaceLimits.FileBytes
            ? Task.FromResult(new WriteOutcome(null, WorkspaceRefusals.TooLarge))
            : writer.WriteAsync(transaction, space, path, file is null ? null : new FileHead(file.Content.Length, file.Revision, file.UpdatedAt), octets, author, cancellationToken);
    }

    private static WorkspaceFile ToFile(NpgsqlDataReader row) => new(
        WorkspaceNames.Memory, row.GetFieldValue<byte[]>(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), WorkspaceHistory.Author(row, 3));
}
