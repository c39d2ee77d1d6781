namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>Signs of crons that a field does not take, so that a refusal can say why.</summary>
internal static class CronSigns
{
    private static readonly (char Sign, string What)[] Known =
    [
        ('?', "'?' stands for a field of days, and alone"),
        ('#', "'#' (the nth of a day of the week) is for days of the week, as in mon#2"),
        ('W', "'W' (the nearest weekday) is for days of the month, as in 15W or LW"),
        ('L', "'L' (the last) is for days of the month, as in L or L-2, and behind a day of the week, as in friL"),
        ('H', "'H' (a hash) is not supported"),
        ('~', "'~' (a random value) is not supported"),
    ];

    /// <summary>What is to be said of the first such sign in <paramref name="text"/>; nothing where there is none.</summary>
    public static string Explain(string text)
    {
        var (_, what) = Array.Find(Known, known => text.Contains(known.Sign, StringComparison.OrdinalIgnoreCase));
        return what is null ? "" : $"; {what}";
    }
}
