using System.Text.Unicode;
using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What users keep as notes: texts below <c>notes/</c>, whoever wrote them. Where there is no workspace there are none, and none is made for the question.</summary>
internal sealed class UserNotes(TenantDb db)
{
    private const string Folder = "notes/";
    private const int Most = 20;
    private const int MostOctets = 32 * 1024;
    private const int LongestCharacter = 4;

    private const string Select = """
        select path, updated_at, substring(content from 1 for $5), bytes, revision,
               case when author_revision = revision then author end, author_turn, coalesce(author_read, false), author_labels
        from workspace_file
        where tenant_id = $1 and user_id = $2 and starts_with(path, $3) and (lower(right(path, 3)) = '.md' or lower(right(path, 4)) = '.txt')
        order by updated_at desc, path
        limit $4
        """;

    /// <summary>The newest first. What is no text is left out.</summary>
    public async Task<IReadOnlyList<WorkspaceNote>> FindAsync(TenantContext context, CancellationToken cancellationToken) => context.UserId is not { } user ? [] :
    [
        .. (await db.ListAsync(context, new Sql(Select, context.RequiredTenantId, user, Folder, Most, MostOctets), [0], Read, cancellationToken))
            .Where(static row => row.IsReadable).Select(static row => row.Value).OfType<WorkspaceNote>(),
    ];

    private static WorkspaceNote? Read(NpgsqlDataReader row)
    {
        var content = row.GetFieldValue<byte[]>(2);
        var labels = row.IsDBNull(5) ? TextLabels.Other
            : FileAuthor.Stored(row.GetString(5), row.IsDBNull(6) ? null : row.GetGuid(6), row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetString(8)).Labels;
        return TextOf(content, row.GetInt32(3) > content.Length) is { } text
            ? new WorkspaceNote(row.GetString(0), row.GetInt64(4), row.GetFieldValue<DateTimeOffset>(1), text, labels.HoldOthersText())
            : null;
    }

    // The last character of a part may be cut in two, and its last line says less than it did.
    private static string? TextOf(ReadOnlySpan<byte> content, bool isPart)
    {
        for (var left = isPart ? LongestCharacter - 1 : 0; left > 0 && !Utf8.IsValid(content); left--)
        {
            content = content[..^1];
        }

        var text = WorkspaceFile.TextOf(content);
        return isPart && text?.LastIndexOf('\n') is > 0 and var end ? text[..end] : text;
    }
}
