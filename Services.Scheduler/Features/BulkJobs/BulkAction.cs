namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary>What can be done to several jobs at once, by its name on the wire.</summary>
internal static class BulkAction
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Delete = "delete";
    public const string Run = "run";
    public const string Tag = "tag";
    public const string Untag = "untag";
    public const string Skip = "skip";
    public const string Unskip = "unskip";

    public static IReadOnlyCollection<string> Names { get; } = [Pause, Resume, Delete, Run, Tag, Untag, Skip, Unskip];
}
