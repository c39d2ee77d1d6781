using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.ServiceDefaults.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Requests;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>
/// Entries that wait to be sent, in bounds of memory: a flood of equal refusals is one tally, and of refusals that all differ those beyond the bound
/// are counted and told by their number.
/// </summary>
internal sealed class AuditSink(WakeSignal<AuditDelivery> signal, GatewayTelemetry telemetry, TimeProvider time) : IAuditSink
{
    /// <summary>Most kinds of refusals, and most entries of their own, that wait at once.</summary>
    public const int Capacity = 10_000;

    private const string OverflowOperation = "audit.record";
    private const string NoOperation = "none";
    private readonly Lock _gate = new();
    private readonly Dictionary<AuditKind, AuditTally> _tallies = [];
    private readonly Queue<AuditEntry> _alone = new();
    private long _lost;

    public void Refused(HttpContext http, Principal principal, string code)
    {
        var operation = RequestedOperations.Of(http)?.Name ?? NoOperation;
        var kind = new AuditKind(TenantOf(http, principal), principal.UserId, principal.KeyId, operation, code);
        lock (_gate)
        {
            if (_tallies.TryGetValue(kind, out var tally))
            {
                tally.Add();
                return;
            }

            if (_tallies.Count >= Capacity)
            {
                Lose(1);
                return;
            }

            _tallies[kind] = new AuditTally(ToEntry(http, principal, kind.TenantId, operation, code));
        }

        signal.Raise();
    }

    public bool TryRecord(HttpContext http, Principal principal, string tenantId, string outcome)
    {
        var entry = ToEntry(http, principal, tenantId, RequestedOperations.Of(http)?.Name ?? NoOperation, outcome);
        lock (_gate)
        {
            if (_alone.Count >= Capacity)
            {
                Lose(1);
                return false;
            }

            _alone.Enqueue(entry);
        }

        signal.Raise();
        return true;
    }

    /// <summary>The entries that are due, <see cref="AuditBatch.Largest"/> at most; null where there are none.</summary>
    /// <param name="all">Whether all are due, as when somebody reads the audit or nothing comes after.</param>
    public AuditBatch? Take(bool all = false)
    {
        var entries = new List<AuditEntry>();
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_lost > 0)
            {
                entries.Add(new AuditEntry(Guid.CreateVersion7(now), null, OverflowOperation, null, AuditOutcome.Overflow, AuditOutcome.System, null, null, null, null, now,
                    (int)Math.Min(_lost, int.MaxValue)));
                _lost = 0;
            }

            while (entries.Count < AuditBatch.Largest && _alone.TryDequeue(out var alone))
            {
                entries.Add(alone);
            }

            foreach (var (kind, tally) in _tallies)
            {
                if (entries.Count >= AuditBatch.Largest)
                {
                    break;
                }

                if (all || tally.IsDue(now))
                {
                    entries.Add(tally.Entry);
                    _tallies.Remove(kind);
                }
            }
        }

        return entries.Count > 0 ? new AuditBatch(entries) : null;
    }

    /// <summary>Whether nothing waits, not even for its second to end.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _tallies.Count == 0 && _alone.Count == 0 && _lost == 0;
            }
        }
    }

    /// <summary>Counts entries that could not be delivered.</summary>
    public void Lost(AuditBatch batch)
    {
        lock (_gate)
        {
            Lose(batch.Entries.Sum(static entry => (long)entry.Count));
        }
    }

    private void Lose(long count)
    {
        _lost += count;
        telemetry.AuditLost(count);
    }

    private AuditEntry ToEntry(HttpContext http, Principal principal, string? tenantId, string operation, string outcome)
    {
        var now = time.GetUtcNow();
        return new AuditEntry(Guid.CreateVersion7(now), tenantId, operation, AuditTarget.Of(http), outcome, principal.Role, AuditText.Plain(principal.UserId),
            AuditText.Plain(principal.KeyId), AuditText.Of(http.Connection.RemoteIpAddress), Refusal.TraceOf(http), now);
    }

    // An operator has none of its own: then the one that it has named, or that its path names.
    private static string? TenantOf(HttpContext http, Principal principal) =>
        AuditText.Plain(principal.TenantId) ?? http.Features.Get<MintedContext>()?.Tenant?.TenantId ?? AuditTarget.TenantOf(http);
}
