using Nanobot.Platform.Data;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What files are at, read in the transaction that is about to change them.</summary>
internal static class FileHeads
{
    // A moment beyond those that can be read is before or after all that a condition can name; so a file that has one can be replaced and deleted.
    private const string SelectHead = """
        select bytes, revision, greatest(least(updated_at, '9999-12-31 23:59:59+00'), '0001-01-01 00:00:00+00')
        from workspace_file where tenant_id = $1 and user_id = $2 and path = $3
        """;

    /// <summary>What the file is at, or null where there is none.</summary>
    public static Task<FileHead?> FindAsync(TenantTransaction transaction, WorkspacePath path, CancellationToken cancellationToken) => transaction.QuerySingleAsync(
        new Sql(SelectHead, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, path.Value),
        static row => new FileHead(row.GetInt32(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
}
