namespace Nanobot.Contracts.Events;

/// <summary>All tokens of a user that were issued so far, whoever issued them, are worth nothing from now on.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="ValidFrom">A whole second: tokens that were issued before it have ended.</param>
public sealed record UserTokensRevoked(string UserId, DateTimeOffset ValidFrom) : IIntegrationEvent<UserTokensRevoked>
{
    /// <inheritdoc />
    public static string Topic => "user.tokens_revoked.v1";
}
