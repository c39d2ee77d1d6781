using Npgsql;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>What a row says of a report whose content the store of objects has: enough to find it there, and to know it again.</summary>
/// <param name="ReportId">Which.</param>
/// <param name="ContentHash">SHA-256 of its Markdown, hexadecimal.</param>
/// <param name="EvidenceHash">SHA-256 of its evidence and words as they are packed there; null where it has none.</param>
/// <param name="IsCold">Whether it has been put where what is hardly read any more is.</param>
/// <param name="IsRecalled">Whether it was read since, and is to come back.</param>
internal sealed record StoredReport(Guid ReportId, string ContentHash, string? EvidenceHash, bool IsCold, bool IsRecalled)
{
    /// <summary>Columns that <see cref="Read"/> takes, in its order.</summary>
    public const string Columns = "content_hash, evidence_hash, tier, recalled_at";

    /// <summary>The tier of what is hardly read any more, as rows say it.</summary>
    public const string Cold = "cold";

    /// <summary>The tier of all else, as rows say it.</summary>
    public const string Hot = "hot";

    /// <summary>Null where the store has nothing of it. <see cref="Columns"/> begin at <paramref name="first"/>.</summary>
    public static StoredReport? Read(NpgsqlDataReader row, int first, Guid reportId) => row.IsDBNull(first)
        ? null
        : new(reportId, row.GetString(first), row.IsDBNull(first + 1) ? null : row.GetString(first + 1), row.GetString(first + 2) == Cold, !row.IsDBNull(first + 3));
}
