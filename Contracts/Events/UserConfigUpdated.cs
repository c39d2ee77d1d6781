namespace Nanobot.Contracts.Events;

/// <summary>A user's watchlist or preferences changed; copies of them are to be dropped.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Revision">Revision of the configuration after the change.</param>
/// <param name="AsksForReports">Whether the user has said how often or when reports are wanted, be it as before.</param>
public sealed record UserConfigUpdated(string UserId, long Revision, bool AsksForReports = false) : IIntegrationEvent<UserConfigUpdated>
{
    /// <inheritdoc />
    public static string Topic => "user.config_updated.v1";
}
