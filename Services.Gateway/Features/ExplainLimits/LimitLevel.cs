namespace Nanobot.Services.Gateway.Features.ExplainLimits;

/// <summary>What one level says of a limit.</summary>
/// <param name="Level">key, user, tenant, tier or installation.</param>
/// <param name="Name">Whose: the id, or the plan's name; null for the installation.</param>
/// <param name="Limit">How much; null where the level says nothing.</param>
/// <param name="Until">When that ends; null: it stands.</param>
/// <param name="Used">How much of it is used; null where it is counted elsewhere, or not by this level.</param>
/// <param name="Reserved">How much of it those that run have reserved; as for what is used.</param>
/// <param name="ResetsAt">When all of it is there again; null where it never is by itself.</param>
/// <param name="Unavailable">The module that counts what is used and does not answer at the moment; null where nothing is missing.</param>
internal sealed record LimitLevel(
    string Level, string? Name, decimal? Limit, DateTimeOffset? Until = null, decimal? Used = null, decimal? Reserved = null, DateTimeOffset? ResetsAt = null, string? Unavailable = null);
