namespace Nanobot.Services.Gateway.Features.ExplainLimits;

/// <summary>Why a limit is what it is.</summary>
/// <param name="Quota">Its name.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Limit">How much there is in all, of money in the price list's currency; null where nothing limits it.</param>
/// <param name="Binds">The level that says so; null where none does.</param>
/// <param name="Chain">What each level says, from the caller up.</param>
internal sealed record ExplainedLimit(string Quota, string Unit, decimal? Limit, string? Binds, IReadOnlyList<LimitLevel> Chain);
