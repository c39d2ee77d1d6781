using Nanobot.Contracts.Audit;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>How entries are written. The same entry twice is one.</summary>
internal static class AuditStatements
{
    // Without a target of the conflict: whoever adds an entry need not be allowed to read it.
    private const string Insert = """
        insert into audit_entries (entry_id, tenant_id, at, operation, target, outcome, role, user_id, key_id, address, trace_id, count)
        select $1, $2::text, $3, $4, $5::text, $6, $7, $8::text, $9::text, $10::text, $11::text, $12
        where not $13 or pg_current_xact_id_if_assigned() is not null
        on conflict do nothing
        """;

    /// <summary>The statement that writes the entry, or writes it only if the transaction has written anything so far.</summary>
    public static Sql ToInsert(AuditEntry entry, bool onlyIfWritten = false) => new(Insert, entry.Id, entry.TenantId, entry.At.ToUniversalTime(), entry.Operation,
        entry.Target, entry.Outcome, entry.Role, entry.UserId, entry.KeyId, entry.Address, entry.TraceId, entry.Count, onlyIfWritten);
}
