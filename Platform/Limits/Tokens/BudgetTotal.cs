namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What this module's ledger says of a budget.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Settled">What this module's calls came to.</param>
/// <param name="Version">Counts the changes: the higher one is the later one.</param>
/// <param name="Elsewhere">What other modules' calls came to, as far as this one has heard.</param>
public sealed record BudgetTotal(Budget Budget, long Settled, long Version, long Elsewhere);
