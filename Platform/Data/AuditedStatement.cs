using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Data;

/// <summary>A statement that is a transaction of its own, with the audit entry of what it changes behind it in the same round trip.</summary>
internal readonly struct AuditedStatement
{
    private readonly IAuditTrail? _trail;
    private readonly AuditedWork? _work;

    public AuditedStatement(IAuditTrail? trail, Sql statement, TenantContext? context)
    {
        if (trail is null || statement.IsBookkeeping || AuditedWork.Unrecorded is not { } work || !StatementNames.Changes(statement.Text))
        {
            return;
        }

        (_trail, _work) = (trail, work);
        Entry = trail.ToInsert(work, context, onlyIfWritten: true);
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
