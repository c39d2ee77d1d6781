namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary>One limit of the caller.</summary>
/// <param name="Quota">Its name.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Limit">How much there is in all.</param>
/// <param name="Used">How much is used; null where it is counted elsewhere.</param>
/// <param name="Reserved">How much of it those that run have reserved; null where it is counted elsewhere.</param>
/// <param name="Remaining">How much is left; null where it is counted elsewhere.</param>
/// <param name="ResetsAt">When all of it is there again; null where it never is by itself.</param>
/// <param name="Binds">Which level of the chain it comes from: key, user, tenant, tier or installation.</param>
internal sealed record LimitResource(string Quota, string Unit, long Limit, long? Used, long? Reserved, long? Remaining, DateTimeOffset? ResetsAt, string Binds);
