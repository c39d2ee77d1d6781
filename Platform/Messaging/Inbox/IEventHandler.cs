using Nanobot.Contracts;
using Nanobot.Platform.Data;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>
/// Takes up one kind of event. Its work goes through the transaction, which also remembers the event: both commit or
/// neither does, so that the effect happens once however often the event is delivered.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventHandler<TEvent>
    where TEvent : IIntegrationEvent<TEvent>
{
    /// <summary>
    /// Handles one event, in its verified tenant's scope. An exception rolls back and leads to another attempt, and in the
    /// end to the dead letters.
    /// </summary>
    Task HandleAsync(TEvent integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken);
}
