using Nanobot.Contracts;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>
/// Takes up one kind of event by statements alone. They go to the database together with what remembers the event, in one transaction and one round trip: for events
/// that come as often as requests do.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventStatements<TEvent>
    where TEvent : IIntegrationEvent<TEvent>
{
    /// <summary>What an event does where it is new; where it was seen before, none of it is done.</summary>
    /// <param name="integrationEvent">The event.</param>
    /// <param name="context">Its verified tenant.</param>
    IReadOnlyList<SqlStep> Of(TEvent integrationEvent, TenantContext context);
}
