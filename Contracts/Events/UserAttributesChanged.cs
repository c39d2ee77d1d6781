namespace Nanobot.Contracts.Events;

/// <summary>The attributes of a user, which policies may ask for, are others from now on.</summary>
/// <param name="UserId">The user.</param>
public sealed record UserAttributesChanged(string UserId) : IIntegrationEvent<UserAttributesChanged>
{
    /// <inheritdoc />
    public static string Topic => "user.attributes_changed.v1";
}
