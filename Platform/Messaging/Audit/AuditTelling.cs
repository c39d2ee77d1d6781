using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Messaging.Audit;

/// <summary>
/// Tells of changes that concern no tenant, which no event can: each entry waits in the module's database from the transaction that changed something until the
/// module that keeps the audit has it. Told twice it is kept once, so that nobody needs to know who else tells.
/// </summary>
internal sealed class AuditTelling(
    PlatformDb db, IAuditKeeper keeper, WakeSignal<AuditTelling> signal, Backoff backoff, TimeProvider time, ILogger<AuditTelling> logger) : BackgroundService
{
    private const string Select = "select entry from nanobot.audit_waiting order by noted_at, entry_id limit $1";

    private const string Delete = "delete from nanobot.audit_waiting where entry_id = any ($1)";

    private static readonly PlatformScope Scope = new("messaging: audit of no tenant");

    // Those that a process has left behind which did not live to tell them.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("Telling of changes that concern no tenant", FirstPause, LongestPause, backoff, time, logger);

    /// <summary>What waits in the database; the statement writes it, or writes it only if the transaction has written anything so far.</summary>
    public static Sql ToInsert(AuditEntry entry, bool onlyIfWritten) => new(
        "insert into nanobot.audit_waiting (entry_id, entry) select $1, $2::jsonb where not $3 or pg_current_xact_id_if_assigned() is not null on conflict do nothing",
        entry.Id, JsonSerializer.Serialize(entry, Json.Wire), onlyIfWritten);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(TellAsync, stoppingToken);

    private async Task<Next> TellAsync(CancellationToken cancellationToken)
    {
        var entries = await db.QueryAsync(Scope, new Sql(Select, AuditBatch.Largest), static row => JsonSerializer.Deserialize<AuditEntry>(row.GetString(0), Json.Wire)!, cancellationToken);
        if (entries.Count == 0)
        {
            return Next.OnSignal(signal, Every);
        }

        await keeper.KeepAsync(entries, cancellationToken);
        await db.ExecuteAsync(Scope, new Sql(Delete, entries.ConvertAll(static entry => entry.Id).ToArray()) { IsBookkeeping = true }, cancellationToken);
        return Next.AtOnce;
    }
}
