namespace Nanobot.Platform.Limits.Calls;

/// <summary>What Redis is asked for.</summary>
/// <param name="Need">How many are needed.</param>
/// <param name="Extra">How many to take beside them where there is plenty.</param>
/// <param name="Least">How many to take beside them, where there are so many.</param>
/// <param name="Limit">How much there is in all.</param>
internal readonly record struct LimitQuestion(int Need, int Extra, int Least, long Limit)
{
    /// <summary>Whether that answers it: all that is needed, and something for those who want to know.</summary>
    public bool IsMetBy(LimitAnswer answer) => answer.Had >= Need && (Least == 0 || answer.IsSomethingLeft);
}
