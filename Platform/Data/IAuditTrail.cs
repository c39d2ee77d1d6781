using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>Where a transaction's audit entry goes: a row that is written with the change that it tells of.</summary>
public interface IAuditTrail
{
    /// <summary>The statement that writes the entry of <paramref name="work"/>.</summary>
    /// <param name="work">The work.</param>
    /// <param name="context">The tenant's context that the transaction is in; null in one of the platform's own.</param>
    /// <param name="onlyIfWritten">Whether it has to find out itself, in the database, if the transaction has written anything so far.</param>
    Sql ToInsert(AuditedWork work, TenantContext? context, bool onlyIfWritten);

    /// <summary>The event that tells of the entry, where that is how it is kept; null where it is written otherwise.</summary>
    /// <param name="work">The work.</param>
    /// <param name="context">The tenant's context.</param>
    OutboxEvent? ToEvent(AuditedWork work, TenantContext context) => null;

    /// <summary>Says that entries have been committed.</summary>
    void Wake();
}
