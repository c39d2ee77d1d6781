namespace Nanobot.Platform.Limits.Tokens;

/// <summary>What a budget counts.</summary>
public enum BudgetUnit
{
    /// <summary>Model tokens, in and out together.</summary>
    Tokens,

    /// <summary>Money, in millionths of the price list's currency.</summary>
    Micros,
}
