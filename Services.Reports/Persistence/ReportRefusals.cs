using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>The refusals of reports.</summary>
internal static class ReportRefusals
{
    /// <summary>There is no such report of the caller's.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("REPORT_NOT_FOUND", "report");

    /// <summary>Nothing is told of it by that way.</summary>
    public static Refusal DeliveryNotFound { get; } = Refusals.NotFound("DELIVERY_NOT_FOUND", "delivery");

    /// <summary>Its content is where nothing can be read at once, and has been asked back.</summary>
    public static Refusal InArchive { get; } =
        Refusals.Conflict("REPORT_IN_ARCHIVE", "The content of this report is in an archive, from which it is being brought back; ask again in some hours.") with { RetryAfter = TimeSpan.FromHours(1) };

    /// <summary>It is still waiting or being made.</summary>
    public static Refusal NotEnded(string status) => Refusals.Conflict("REPORT_NOT_ENDED", $"The report is {status}: cancel it, or wait for its end.") with
    {
        Members = new Dictionary<string, object?> { ["report_status"] = status },
    };

    /// <summary>It cannot be cancelled any more.</summary>
    public static Refusal Ended(string status) => Refusals.Conflict("REPORT_ENDED", $"The report is {status} already.") with
    {
        Members = new Dictionary<string, object?> { ["report_status"] = status },
    };

    /// <summary>It has no content: not yet, or never.</summary>
    public static Refusal WithoutContent(ReportRow report) => report.Status == ReportStatus.Failed.Value
        ? Refusals.Conflict("REPORT_FAILED", $"The report failed: {report.ErrorMessage}")
        : report.Status == ReportStatus.Cancelled.Value ? Refusals.Conflict("REPORT_CANCELLED", "The report was cancelled.")
        : Refusals.Conflict("REPORT_NOT_READY", $"The report is {report.Status}; ask again in a moment.") with
        {
            Members = new Dictionary<string, object?> { ["report_status"] = report.Status, ["progress"] = report.Progress },
        };
}
