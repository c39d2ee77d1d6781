using Nanobot.Contracts;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Data;

/// <summary>Where a transaction's events go: rows that are written with the state they tell of, and published once it is committed.</summary>
public interface IOutbox
{
    /// <summary>The statement that puts an event of the tenant of <paramref name="context"/> among those that wait.</summary>
    Sql ToInsert<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent>;

    /// <summary>Says that events have been committed.</summary>
    void Wake();
}
