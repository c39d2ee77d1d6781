using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Workspaces.Cloning;

/// <summary>What a file was before, for the history of its copy.</summary>
/// <param name="Path">The file.</param>
/// <param name="Content">What it was.</param>
/// <param name="WrittenAt">Since when.</param>
/// <param name="ReplacedAt">Until when.</param>
/// <param name="Deleted">Whether it was deleted then.</param>
/// <param name="Author">Who wrote it, as whoever gets the copy has to see it.</param>
internal sealed record PastRevision(string Path, byte[] Content, DateTimeOffset WrittenAt, DateTimeOffset ReplacedAt, bool Deleted, FileAuthor Author)
{
    private const string Select = """
        select known.path, known.content, known.written_at, known.replaced_at, known.deleted, known.author, known.author_turn, known.author_read, known.author_labels
        from unnest($3::text[], $4::bigint[]) as wanted (path, revision)
        join workspace_revision known on known.tenant_id = $1 and known.user_id = $2 and known.path = wanted.path and known.revision < wanted.revision
        order by known.path, known.revision
        """;

    /// <summary>What the files were before the revisions at which they are copied, the oldest first.</summary>
    public static async Task<ILookup<string, PastRevision>> ReadAsync(TenantDb db, TenantContext context, IReadOnlyList<ExportedFile> files, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(context,
            new Sql(Select, context.RequiredTenantId, context.RequiredUserId, files.Select(static file => file.Path).ToArray(), files.Select(static file => file.Revision).ToArray()),
            static row => new PastRevision(row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3),
                row.GetBoolean(4), FileAuthor.Cloned(WorkspaceHistory.Author(row, 5))), cancellationToken);
        return rows.ToLookup(static past => past.Path, StringComparer.Ordinal);
    }
}
