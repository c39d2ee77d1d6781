namespace Nanobot.Contracts;

/// <summary>
/// A fact that one module tells the others. Events are sealed, versioned records; the tenant and the user travel in the
/// envelope, not in the event.
/// </summary>
/// <typeparam name="TSelf">The event's own type.</typeparam>
public interface IIntegrationEvent<TSelf>
    where TSelf : IIntegrationEvent<TSelf>
{
    /// <summary>Name of the event and of its topic, with its version, for example <c>tenant.created.v1</c>.</summary>
    static abstract string Topic { get; }
}
