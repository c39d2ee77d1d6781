using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Reports.Sharing;

/// <summary>The refusals of links.</summary>
internal static class ShareRefusals
{
    /// <summary>There is no such link to that report of the caller's.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("SHARE_NOT_FOUND", "link");

    /// <summary>A link leads nowhere: it is none of ours, is over, was taken back, or what it led to is not there, or not at the moment. Which of these is nobody's business.</summary>
    public static Refusal Nowhere { get; } = Refusals.NotFound("SHARED_REPORT_NOT_FOUND", "shared report");

    /// <summary>As many lead to that report as may.</summary>
    public static Refusal TooMany(int most) => Refusals.Conflict("SHARES_EXHAUSTED", $"{most} links lead to this report, which is as many as may; take one back first.");
}
