namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Options of inboxes, section <c>Inboxes</c>.</summary>
internal sealed class InboxOptions
{
    /// <summary>Inboxes of a user, and likewise of a tenant. Default 20; range 1 to 200.</summary>
    public int Most { get; set; } = 20;

    /// <summary>Pieces of news that an inbox holds; of more the oldest go. Default 1,000; range 10 to 10,000.</summary>
    public int MostItems { get; set; } = 1000;

    /// <summary>For how long a piece of news is evidence after it came. Default 7 days; range 1 hour to 31 days.</summary>
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Posts to an inbox within a minute, by all processes together. Default 60; range 1 to 6,000.</summary>
    public int PerMinute { get; set; } = 60;

    /// <summary>How far the time of a signed post may be from that of this process, either way. Default 5 minutes; range 10 seconds to 1 hour.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);
}
