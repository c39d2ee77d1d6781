namespace Nanobot.Platform.Metering.Accounts;

/// <summary>What a call came to.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Attempts">How often its server was asked.</param>
/// <param name="Prompt">Tokens read.</param>
/// <param name="Completion">Tokens written.</param>
/// <param name="Reasoning">Of these, the thoughts.</param>
/// <param name="Cached">Of the tokens read, those that the server still knew.</param>
/// <param name="IsEstimated">Whether some of it nobody but this house has counted.</param>
/// <param name="PriceVersion">The price list that it was priced by; null: unpriced.</param>
/// <param name="Micros">Its price, in millionths of the currency.</param>
internal sealed record CallCost(
    string Model, int Attempts, long Prompt, long Completion, long Reasoning, long Cached, bool IsEstimated, string? PriceVersion, long Micros);
