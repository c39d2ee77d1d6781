namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What a call reserves of a budget.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Limit">How much of it there is.</param>
/// <param name="Amount">The most that the call may come to.</param>
public sealed record BudgetDraw(Budget Budget, long Limit, long Amount);
