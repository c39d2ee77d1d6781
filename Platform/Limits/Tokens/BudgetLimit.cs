namespace Nanobot.Platform.Limits.Tokens;

/// <summary>How much may be used.</summary>
/// <param name="Owner">By whom.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Amount">How much of it.</param>
public sealed record BudgetLimit(BudgetOwner Owner, BudgetUnit Unit, long Amount);
