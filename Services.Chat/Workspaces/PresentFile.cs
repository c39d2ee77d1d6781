using Nanobot.Platform.Data;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>A file that is there already, where others are about to be put: what it is at, and whether it says the same.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Revision">The revision that it is at.</param>
/// <param name="Hash">SHA-256 of its content.</param>
internal sealed record PresentFile(int Bytes, long Revision, byte[] Hash)
{
    private const string Select = """
        select path, bytes, revision, sha256(content) from workspace_file where tenant_id = $1 and user_id = $2 and path = any($3)
        """;

    /// <summary>Those of <paramref name="paths"/> that are there, by path.</summary>
    public static async Task<IReadOnlyDictionary<string, PresentFile>> ReadAsync(TenantTransaction transaction, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var rows = await transaction.QueryAsync(
            new Sql(Select, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, paths.ToArray()),
            static row => (Path: row.GetString(0), File: new PresentFile(row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3))), cancellationToken);
        return rows.ToDictionary(static row => row.Path, static row => row.File, StringComparer.Ordinal);
    }

    /// <summary>Whether its content has this SHA-256.</summary>
    public bool Says(byte[] hash) => Hash.AsSpan().SequenceEqual(hash);
}
