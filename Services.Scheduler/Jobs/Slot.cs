namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Where about its wished times a job runs.</summary>
/// <param name="OffsetSeconds">How much later than wished, -<see cref="Widest"/> to <see cref="Widest"/> seconds.</param>
/// <param name="Weight">What a run weighs, in thousands of tokens.</param>
/// <param name="IsTaken">Whether it was chosen; else the job waits for one to be.</param>
internal sealed record Slot(int OffsetSeconds, int Weight, bool IsTaken = true)
{
    /// <summary>Farthest from the wish, in seconds.</summary>
    public const int Widest = 420;

    private const int TokensOfWeight = 1000;
    private const int Lightest = 1;

    // As many times the lightest as keeps one heavy run from standing out of a full second.
    private const int Heaviest = 20;

    // Of what nobody has seen run.
    private const int Usual = 4;

    /// <summary>One that is yet to be chosen.</summary>
    public static Slot Wanted { get; } = new(0, Usual, false);

    /// <summary>What a run of so many tokens weighs; null where nothing is known of it.</summary>
    public static int WeightOf(long? tokens) => tokens is { } known ? (int)Math.Clamp((known + TokensOfWeight - 1) / TokensOfWeight, Lightest, Heaviest) : Usual;
}
