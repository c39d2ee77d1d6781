namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What came of the wish to reserve.</summary>
public abstract record BudgetAnswer
{
    private BudgetAnswer()
    {
    }

    /// <summary>All of it is reserved.</summary>
    /// <param name="Elsewhere">What other modules' calls have come to, budget by budget.</param>
    public sealed record Reserved(IReadOnlyList<long> Elsewhere) : BudgetAnswer;

    /// <summary>Nothing is reserved: one budget has not enough left.</summary>
    /// <param name="Draw">The one.</param>
    /// <param name="Used">What calls have come to.</param>
    /// <param name="Held">What calls that run have reserved.</param>
    public sealed record Full(BudgetDraw Draw, long Used, long Held) : BudgetAnswer;

    /// <summary>Nothing is reserved: of some budgets it is not known what this module's calls have come to.</summary>
    /// <param name="Budgets">Those.</param>
    public sealed record Unknown(IReadOnlyList<Budget> Budgets) : BudgetAnswer;
}
