namespace Nanobot.Services.Reports.Archive;

/// <summary>Options of where reports are kept, section <c>Reports:Archive</c>.</summary>
internal sealed class ArchiveOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reports:Archive";

    /// <summary>
    /// How long the database keeps content and evidence of a report that the store of objects has too: until then nobody notices where that is away, reports compare themselves with those before
    /// without asking it, and a version before this one reads them. Default 8 days; range 0 to 366 days.
    /// </summary>
    public TimeSpan InlineFor { get; set; } = TimeSpan.FromDays(8);

    /// <summary>How old a report is when it goes to the cold tier. Default 90 days; range 0, for never, to 3,660 days.</summary>
    public TimeSpan ColdAfter { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long a report that was read in the cold tier stays in the hot one. Default 30 days; range 1 hour to 366 days.</summary>
    public TimeSpan RecalledFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long reports are kept, where a tenant has not chosen another time. Default 400 days; range 1 to 3,660 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How often old reports are looked for. Default 1 hour; range 1 second to 1 day.</summary>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often the store is looked through for what belongs to no report. Default 1 day; range 1 second to 30 days.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long an object may belong to no report before it is removed: it is put there before its row says so. Default 1 day; range 10 minutes to 30 days.</summary>
    public TimeSpan OrphanAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Longest time between two looks for what is to be put away. Default 1 second; range 50 milliseconds to 10 minutes.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Reports that one look takes. Default 32; range 1 to 1,000.</summary>
    public int Batch { get; set; } = 32;

    /// <summary>Reports of it that are put away at the same time. Default 4; range 1 to 64.</summary>
    public int Parallelism { get; set; } = 4;
}
