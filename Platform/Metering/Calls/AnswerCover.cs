namespace Nanobot.Platform.Metering.Calls;

/// <summary>How much of an answer is written down before it is given to whoever reads it.</summary>
/// <param name="Ahead">Tokens beyond those that were heard.</param>
/// <param name="Most">The longest answer that was asked for.</param>
internal readonly record struct AnswerCover(long Ahead, long Most)
{
    /// <summary>
    /// Of one that comes at once: all of it. Nothing of it is heard before its end, and by then its server has made and counted the whole.
    /// </summary>
    public static AnswerCover Whole(long most) => new(most, most);

    /// <summary>What is written down once <paramref name="heard"/> have been heard.</summary>
    public long Over(long heard) => Math.Max(heard, Math.Min(heard + Ahead, Most));
}
