namespace Nanobot.Services.Scheduler.Operating.Replays;

/// <summary>How many runs schedules have, and what became of them.</summary>
/// <param name="Expected">All of them.</param>
/// <param name="Fired">Made.</param>
/// <param name="Skipped">Passed over, as the history says.</param>
/// <param name="Failed">That could not be made, and whose jobs were paused.</param>
/// <param name="Waiting">Due and not made yet.</param>
/// <param name="Missing">That should have been made or passed over, and of which the history has nothing.</param>
/// <param name="Unknown">So far back that the history does not say, or from before a change of their jobs.</param>
/// <param name="ToCome">Whose time has not come.</param>
internal sealed record ReplayTally(int Expected, int Fired, int Skipped, int Failed, int Waiting, int Missing, int Unknown, int ToCome)
{
    public static ReplayTally None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>This with one run more.</summary>
    public ReplayTally Plus(string outcome) => outcome switch
    {
        ReplayOutcome.Fired => this with { Expected = Expected + 1, Fired = Fired + 1 },
        ReplayOutcome.Skipped => this with { Expected = Expected + 1, Skipped = Skipped + 1 },
        ReplayOutcome.Failed => this with { Expected = Expected + 1, Failed = Failed + 1 },
        ReplayOutcome.Waiting => this with { Expected = Expected + 1, Waiting = Waiting + 1 },
        ReplayOutcome.Missing => this with { Expected = Expected + 1, Missing = Missing + 1 },
        ReplayOutcome.Unknown => this with { Expected = Expected + 1, Unknown = Unknown + 1 },
        _ => this with { Expected = Expected + 1, ToCome = ToCome + 1 },
    };
}
