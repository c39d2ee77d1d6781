namespace Nanobot.Contracts.Events;

/// <summary>A user of the envelope's tenant exists from now on.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="Language">Language of its preferences, for example zh.</param>
/// <param name="TimeZone">IANA name of the time zone of its preferences.</param>
public sealed record UserCreated(string UserId, string Language, string TimeZone) : IIntegrationEvent<UserCreated>
{
    /// <inheritdoc />
    public static string Topic => "user.created.v1";
}
