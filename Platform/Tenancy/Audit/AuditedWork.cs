using System.Diagnostics.CodeAnalysis;
using Nanobot.Contracts.Audit;

namespace Nanobot.Platform.Tenancy.Audit;

/// <summary>
/// What is being done right now, in whose name. The first transaction of it that changes something and commits leaves the entry, written by that
/// transaction; nobody else writes one, so that a new operation has its own by itself.
/// </summary>
public sealed class AuditedWork
{
    [SuppressMessage("Tenancy", "NBA002", Justification = "What is audited is said once, where a request comes in, and noted in whichever transaction it is done; no work goes by it.")]
    private static readonly AsyncLocal<AuditedWork?> Flow = new();
    private readonly Lock _gate = new();
    private Guid _id;

    /// <summary>The operation, for example <c>users.create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The role of whoever acts.</summary>
    public required string Role { get; init; }

    /// <summary>The user who acts, or for whom it is done.</summary>
    public string? UserId { get; init; }

    /// <summary>The public id of the API key behind the credential.</summary>
    public string? KeyId { get; init; }

    /// <summary>The client's address.</summary>
    public string? Address { get; init; }

    /// <summary>The tenant that it concerns where its transaction is the platform's own, and so of none.</summary>
    public string? TenantId { get; init; }

    /// <summary>What it is done to, by its ids.</summary>
    public string? Target { get; set; }

    /// <summary>How many equal ones it stands for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether its entry has been committed.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>The work of this flow; null in what is not audited.</summary>
    public static AuditedWork? Current => Flow.Value;

    /// <summary>The work in whose transaction an entry is still to be written.</summary>
    public static AuditedWork? Unrecorded => Flow.Value is { IsRecorded: false } work ? work : null;

    /// <summary>Work that the platform does by itself for a tenant's user.</summary>
    public static AuditedWork OfSystem(string operation, string? userId, string? target) =>
        new() { Operation = operation, Role = AuditOutcome.System, UserId = userId, Target = target };

    /// <summary>Names what the present work is done to, where only its handler knows.</summary>
    public static void Name(string target)
    {
        if (Flow.Value is { } work)
        {
            work.Target = target;
        }
    }

    /// <summary>Audits what follows, until disposed, as this work.</summary>
    public IDisposable Begin()
    {
        var outer = new Outer(Flow.Value);
        Flow.Value = this;
        return outer;
    }

    /// <summary>Says that its entry has been committed.</summary>
    public void Recorded() => IsRecorded = true;

    /// <summary>The entry; its id stays the same, so that transactions of one work that commit at once leave one.</summary>
    public AuditEntry ToEntry(string? tenantId, string? traceId, DateTimeOffset at)
    {
        lock (_gate)
        {
            _id = _id == Guid.Empty ? Guid.CreateVersion7(at) : _id;
        }

        return new AuditEntry(_id, tenantId ?? TenantId, Operation, Target, AuditOutcome.Ok, Role, UserId, KeyId, Address, traceId, at, Count);
    }

    private sealed class Outer(AuditedWork? work) : IDisposable
    {
        public void Dispose() => Flow.Value = work;
    }
}
