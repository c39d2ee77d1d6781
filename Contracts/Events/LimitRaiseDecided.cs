namespace Nanobot.Contracts.Events;

/// <summary>A request for more than a limit allows was decided on. Where more is granted it is in force, and told as well.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="UserId">Who had asked, or null.</param>
/// <param name="Scope">Whose limit: tenant or user.</param>
/// <param name="Quota">Which limit.</param>
/// <param name="Status">approved or rejected.</param>
/// <param name="Amount">What is granted, as it is counted; null where nothing is.</param>
/// <param name="Until">Until when; null where nothing is granted.</param>
public sealed record LimitRaiseDecided(
    Guid RequestId, string? UserId, string Scope, string Quota, string Status, long? Amount, DateTimeOffset? Until) : IIntegrationEvent<LimitRaiseDecided>
{
    /// <inheritdoc />
    public static string Topic => "limit.raise_decided.v1";
}
