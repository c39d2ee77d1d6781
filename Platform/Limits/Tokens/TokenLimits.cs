namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What holds for a caller at this moment.</summary>
/// <param name="Zone">IANA name of the zone whose days count.</param>
/// <param name="PerRequest">Most tokens of one call of the model, in and out together.</param>
/// <param name="Budgets">The budgets that the call draws on, all of them or none.</param>
/// <param name="ToolCallsPerRun">Most calls of tools in one run; null: any number.</param>
public sealed record TokenLimits(string Zone, long PerRequest, IReadOnlyList<BudgetLimit> Budgets, long? ToolCallsPerRun = null);
