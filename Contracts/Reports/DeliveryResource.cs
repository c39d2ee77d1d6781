namespace Nanobot.Contracts.Reports;

/// <summary>How the telling of something by one way stands.</summary>
/// <param name="DeliveryId">By which a receiver knows it again: the same in each try, and when it is told again.</param>
/// <param name="Channel">push, email, webhook or assistant.</param>
/// <param name="Status">pending, sent, failed, skipped or unknown.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Code">Why the last try came to nothing, why it was not tried, what it waits for, or what is missing of what was sent; null where nothing is wrong.</param>
/// <param name="HttpStatus">What a receiver of webhooks, or a mail server, answered last; null where none did.</param>
/// <param name="CreatedAt">Since when it is wanted.</param>
/// <param name="NextAt">When it is tried next; null once it is over.</param>
/// <param name="EndedAt">When it was over.</param>
public sealed record DeliveryResource(
    Guid DeliveryId, string Channel, string Status, int Tries, string? Code, int? HttpStatus, DateTimeOffset CreatedAt, DateTimeOffset? NextAt, DateTimeOffset? EndedAt);
