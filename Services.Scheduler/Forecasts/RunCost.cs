namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>What one run came to.</summary>
/// <param name="Tokens">Tokens of its calls of the model.</param>
/// <param name="CostMicros">Their price, in millionths of the price list's currency; null where it is not known.</param>
internal readonly record struct RunCost(long Tokens, long? CostMicros);
