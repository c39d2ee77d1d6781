namespace Nanobot.Platform.Core.Names;

/// <summary>
/// Every lock that transactions take by name. The forms are those that are in use: the version before this one runs beside it on the same database, so that none may change. Each module has a database of its
/// own, and locks of one are never met by another's.
/// </summary>
public static class LockKinds
{
    /// <summary>Chat: the runs of a user.</summary>
    public static TenantLockKind Runs { get; } = new("/", parts: 1, seed: 23);

    /// <summary>Reports: the alert rules of a user.</summary>
    public static TenantLockKind AlertRules { get; } = new("\n", parts: 1, seed: 8);

    /// <summary>Reports: the inboxes of a user or, with the empty name, of the tenant.</summary>
    public static TenantLockKind Inboxes { get; } = new(" inboxes ", parts: 1);

    /// <summary>Reports: what a user asked for under an idempotency key, which may be any text.</summary>
    public static TenantLockKind ReportKeys { get; } = new("\n", parts: 2);

    /// <summary>Scheduler: the jobs of a user.</summary>
    public static TenantLockKind Jobs { get; } = new("/", parts: 1);

    /// <summary>Scheduler: the calendars of a tenant. A user who is called <c>calendars</c> has the same lock for jobs: then one waits for the other, and no more.</summary>
    public static TenantLockKind Calendars { get; } = new("/", parts: 0, behind: "/calendars");

    /// <summary>Tenants: the models of a user or, with the empty name, of the tenant.</summary>
    public static TenantLockKind Models { get; } = new(" models ", parts: 1);

    /// <summary>Tenants: the requests of a user or, with the empty name, of the tenant's administrators to raise a limit.</summary>
    public static TenantLockKind RaiseRequests { get; } = new("/", parts: 1, before: "limit_requests/");

    /// <summary>Scheduler: whether anything fires.</summary>
    public static InstallationLockKind Firing { get; } = new("firing", "operators pause the jobs of all tenants");
}
