using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>Statements that are a transaction of their own, with the audit entry of what they change behind them in the same round trip.</summary>
internal readonly struct AuditedStatement
{
    private readonly IAuditTrail? _trail;
    private readonly AuditedWork? _work;

    public AuditedStatement(IAuditTrail? trail, Sql statement, TenantContext? context)
        : this(trail, [statement], context)
    {
    }

    /// <param name="trail">Where entries go; null: nowhere.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="context">Whose transaction it is.</param>
    /// <param name="always">Whether there is an entry where they change nothing, too.</param>
    public AuditedStatement(IAuditTrail? trail, IReadOnlyList<Sql> statements, TenantContext? context, bool always = false)
    {
        if (trail is null || AuditedWork.Unrecorded is not { } work
            || (!always && statements.All(static statement => statement.IsBookkeeping || !StatementNames.Changes(statement.Text))))
        {
            return;
        }

        (_trail, _work) = (trail, work);
        Entry = trail.ToInsert(work, context, onlyIfWritten: !always);
    }

    /// <summary>The statement that writes the entry; null where there is none to write.</summary>
    public Sql? Entry { get; }

    /// <summary>Says that all of it has been committed, and whether the entry was among it.</summary>
    public void Committed(bool isWritten)
    {
        if (isWritten && _work is not null)
        {
            _work.Recorded();
            _trail!.Wake();
        }
    }
}
