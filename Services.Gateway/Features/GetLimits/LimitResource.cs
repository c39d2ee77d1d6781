namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>One limit of the caller.</summary>
/// <param name="Quota">Its name.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Limit">How much there is in all, of money in the price list's currency; null where nothing limits it.</param>
/// <param name="Used">How much of it is used; null where it is counted elsewhere.</param>
/// <param name="Reserved">How much of it those that run have reserved; null where it is counted elsewhere.</param>
/// <param name="Remaining">How much is left to the caller: the least of its chain; null where it is counted elsewhere, or nothing limits it.</param>
/// <param name="ResetsAt">When all of it is there again; null where it never is by itself.</param>
/// <param name="Binds">Which level of the chain it comes from: key, user, tenant, tier or installation; null where nothing limits it.</param>
/// <param name="Unavailable">The module that counts what is used and does not answer at the moment; null where nothing is missing.</param>
internal sealed record LimitResource(
    string Quota, string Unit, decimal? Limit, decimal? Used, decimal? Reserved, decimal? Remaining, DateTimeOffset? ResetsAt, string? Binds, string? Unavailable);
