using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Persistence;
using Npgsql;

namespace Nanobot.Services.Reports.Searching;

/// <summary>A report that a search has come upon.</summary>
/// <param name="Report">The report.</param>
/// <param name="HasText">Whether what it says is kept.</param>
/// <param name="IsHit">Whether it is one that is looked for.</param>
internal sealed record SearchedReport(ReportResource Report, bool HasText, bool IsHit)
{
    /// <summary>Whether what it says is still to be kept.</summary>
    public bool LacksText => !HasText && Report.Status == ReportStatus.Completed.Value;

    /// <summary>Reads a row of <see cref="ReportSearch"/>.</summary>
    public static SearchedReport Read(NpgsqlDataReader row, int words)
    {
        var report = ReportRow.Read(row).ToResource();
        var isHit = !row.IsDBNull(16);
        if (!isHit || words == 0)
        {
            return new SearchedReport(report, row.GetBoolean(15), isHit);
        }

        var (before, match, after) = ReportExcerpt.Of(row.GetString(18), row.GetInt32(19), words);
        return new SearchedReport(report with { Found = new FoundInReport(ReportText.Parts[row.GetInt32(16)], row.GetString(17), before, match, after) }, row.GetBoolean(15), isHit);
    }
}
