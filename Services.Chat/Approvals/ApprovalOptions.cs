namespace Nanobot.Services.Chat.Approvals;

/// <summary>How long calls wait for their user, and how many. Section <c>Approvals</c>.</summary>
internal sealed class ApprovalOptions
{
    /// <summary>How long a call waits before it expires. Default 7 days; 1 minute to 90 days.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Most calls of one user that wait at once. Default 100; 1 to 1,000.</summary>
    public int MaximumPending { get; set; } = 100;

    /// <summary>For how long what was decided or has expired can still be read. Default 90 days; 1 day to 10 years.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
