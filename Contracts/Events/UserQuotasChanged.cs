namespace Nanobot.Contracts.Events;

/// <summary>A user's own amounts are others from now on: the next call in its name goes by them.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Epoch">The tenant's epoch after it; what is known of an earlier one is out of date.</param>
public sealed record UserQuotasChanged(string UserId, long Epoch) : IIntegrationEvent<UserQuotasChanged>
{
    /// <inheritdoc />
    public static string Topic => "user.quotas_changed.v1";
}
