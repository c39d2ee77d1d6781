using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>
/// Hears of an event in every process of the module, to forget what it remembers. At most once and without an inbox: what
/// it remembers must end by itself too.
/// </summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IBroadcastHandler<in TEvent>
    where TEvent : class, IIntegrationEvent<TEvent>
{
    /// <summary>Takes note of the event: in memory, at once, and the same however often it comes.</summary>
    /// <param name="integrationEvent">What happened.</param>
    /// <param name="context">In whose name it is told, verified.</param>
    void Handle(TEvent integrationEvent, TenantContext context);
}
