using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Data;

/// <summary>Where a transaction's events go: rows that are written with the state they tell of, and published once it is committed.</summary>
public interface IOutbox
{
    /// <summary>The statement that puts an event of the tenant of <paramref name="context"/> among those that wait.</summary>
    /// <param name="integrationEvent">The event.</param>
    /// <param name="context">Whose event it is.</param>
    /// <param name="onlyIfWritten">Whether it is one only if the transaction has written anything so far.</param>
    Sql ToInsert<TEvent>(TEvent integrationEvent, TenantContext context, bool onlyIfWritten = false)
        where TEvent : IIntegrationEvent<TEvent>;

    /// <summary>An event of the tenant of <paramref name="context"/> as the outbox keeps it.</summary>
    OutboxEvent ToEvent<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent>;

    /// <summary>The statement that puts events among those that wait, in their order.</summary>
    Sql ToInsert(IReadOnlyList<OutboxEvent> events);

    /// <summary>Says that events have been committed.</summary>
    void Wake();
}
