using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>
/// Reads a whole workspace as it was at one moment, some files after the others, so that one of any size takes little memory and holds no connection while it
/// goes out: what is replaced or deleted meanwhile is taken from its history.
/// </summary>
internal sealed class WorkspaceExports(WorkspaceAccess workspace, TenantDb db)
{
    private const int MostAtOnce = 100;
    private const int OctetsAtOnce = 1024 * 1024;

    private const string SelectFiles = """
        select file.path, file.revision, file.bytes
        from workspace w left join workspace_file file on file.tenant_id = w.tenant_id and file.user_id = w.user_id
        where w.tenant_id = $1 and w.user_id = $2
        order by file.path
        """;

    private const string SelectContents = """
        select wanted.path, known.content, known.revision, known.written_at, known.author, known.author_turn, known.author_read
        from unnest($3::text[], $4::bigint[]) with ordinality as wanted (path, revision, place)
        join lateral (
            select content, revision, updated_at as written_at, case when author_revision = revision then author end as author, author_turn,
                   coalesce(author_read, false) as author_read
            from workspace_file where tenant_id = $1 and user_id = $2 and path = wanted.path and revision = wanted.revision
            union all
            select content, revision, written_at, author, author_turn, author_read
            from workspace_revision where tenant_id = $1 and user_id = $2 and path = wanted.path and revision = wanted.revision
            limit 1) known on true
        order by wanted.place
        """;

    /// <summary>What there is, by path.</summary>
    /// <exception cref="StoredDataException">A file cannot be read: an export without it would not be the whole.</exception>
    public async Task<IReadOnlyList<ExportedFile>> ListAsync(TenantContext context, CancellationToken cancellationToken) =>
        [.. (await workspace.ReadAsync(context, new Sql(SelectFiles, context.RequiredTenantId, context.RequiredUserId),
            static row => new ExportedFile(row.GetString(0), row.GetInt64(1), row.GetInt32(2)), cancellationToken)).Select(Required)];

    private static ExportedFile Required(StoredRow<ExportedFile> row) =>
        row is { IsReadable: true, Value: { } file } ? file : throw new StoredDataException("the row of a file cannot be read");

    /// <summary>Parts of <paramref name="files"/> that are read at once.</summary>
    public static IEnumerable<IReadOnlyList<ExportedFile>> Parts(IReadOnlyList<ExportedFile> files)
    {
        var (part, octets) = (new List<ExportedFile>(), 0L);
        foreach (var file in files)
        {
            if (part.Count == MostAtOnce || (part.Count > 0 && octets + file.Bytes > OctetsAtOnce))
            {
                yield return part;
                (part, octets) = ([], 0);
            }

            part.Add(file);
            octets += file.Bytes;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    /// <summary>The files, in their order; fewer where one of them has left its history meanwhile.</summary>
    public Task<List<WorkspaceFile>> ReadAsync(TenantContext context, IReadOnlyList<ExportedFile> files, CancellationToken cancellationToken) => db.QueryAsync(context,
        new Sql(SelectContents, context.RequiredTenantId, context.RequiredUserId, files.Select(static file => file.Path).ToArray(), files.Select(static file => file.Revision).ToArray()),
        static row => new WorkspaceFile(row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), WorkspaceHistory.Author(row, 4)), cancellationToken);
}
