using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tools;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces.Archives;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>A file of the workspace that is copied, as it was when that began; without its content.</summary>
/// <param name="Path">Where it is, and is to be.</param>
/// <param name="Revision">What it was at.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Hash">SHA-256 of its content.</param>
/// <param name="IsText">Whether it is UTF-8 text: nothing else is ever told to an assistant unasked.</param>
/// <param name="Author">Who wrote it, as whoever gets the copy has to see it.</param>
internal sealed record SourceFile(WorkspacePath Path, long Revision, int Bytes, byte[] Hash, bool IsText, FileAuthor Author)
{
    // A workspace without files is one row of nulls; no row: no workspace.
    private const string Select = """
        select file.path, file.revision, file.bytes, sha256(file.content), public.text_of(file.content) is not null,
               case when file.author_revision = file.revision then file.author end, file.author_turn, coalesce(file.author_read, false), file.author_labels
        from workspace w left join workspace_file file on file.tenant_id = w.tenant_id and file.user_id = w.user_id
        where w.tenant_id = $1 and w.user_id = $2
        order by file.path
        """;

    /// <summary>What the table of flows says of the copy: it may be, or the user is to approve it.</summary>
    public FlowDecision Flow => FlowPolicy.Decide(FileChange.SinkOf(Path), Author.Labels);

    /// <summary>Whether the user is to approve the copy. What is no text steers nothing and is remembered by nobody; what came with the workspace is the house's.</summary>
    public bool Waits => IsText && Author != FileAuthor.Template && Flow.Rule != FlowRule.Allow;

    /// <summary>The file as it is read again, for its content.</summary>
    public ExportedFile Content => new(Path.Value, Revision, Bytes);

    /// <summary>All files of a workspace, by path.</summary>
    /// <exception cref="StoredDataException">One of them cannot be read: a copy without it would not be the whole.</exception>
    public static async Task<IReadOnlyList<SourceFile>> ListAsync(WorkspaceAccess workspace, TenantContext context, CancellationToken cancellationToken) =>
        [.. (await workspace.ReadAsync(context, new Sql(Select, context.RequiredTenantId, context.RequiredUserId), Read, cancellationToken)).Select(static row =>
            row is { IsReadable: true, Value: { } file } ? file : throw new StoredDataException("the row of a file cannot be read"))];

    private static SourceFile Read(NpgsqlDataReader row) => new(
        WorkspacePath.TryParse(row.GetString(0), out var path) ? path : throw new StoredDataException("the path of a file cannot be read"),
        row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.GetBoolean(4), FileAuthor.Cloned(WorkspaceHistory.Author(row, 5)));
}
