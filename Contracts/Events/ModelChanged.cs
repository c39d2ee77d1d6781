namespace Nanobot.Contracts.Events;

/// <summary>A model that a tenant or a user has brought was put or removed. Where it is and what opens it is said to nobody.</summary>
/// <param name="Name">Its name.</param>
/// <param name="UserId">The user whose it is; null: the tenant's own.</param>
/// <param name="IsRemoved">Whether it is gone.</param>
public sealed record ModelChanged(string Name, string? UserId, bool IsRemoved) : IIntegrationEvent<ModelChanged>
{
    /// <inheritdoc />
    public static string Topic => "model.changed.v1";
}
