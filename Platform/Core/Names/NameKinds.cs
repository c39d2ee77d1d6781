namespace Nanobot.Platform.Core.Names;

/// <summary>
/// Every kind of name in the Redis that all tenants share. The forms are those that are in use: the version before this one runs beside it, so that none may change.
/// </summary>
public static class NameKinds
{
    /// <summary>What an owner's calls are limited by: behind the tenant the level and the id of who is below it, and what is counted.</summary>
    public static TenantKind Limits { get; } = new("nanobot:limits", isInOneSlot: false, least: 1, most: 4);

    /// <summary>Budgets of tokens and of money: the owner, the unit, the window.</summary>
    public static TenantKind Budgets { get; } = new("nanobot:budget", isInOneSlot: true, least: 4, most: 5);

    /// <summary>Thresholds that somebody was warned of: the user, what is counted, the window's end, the threshold.</summary>
    public static TenantKind Warned { get; } = new("nanobot:warned", isInOneSlot: true, least: 4, most: 4);

    /// <summary>Requests that were decided lately.</summary>
    public static TenantKind Decided { get; } = new("nanobot:decided", isInOneSlot: false, least: 0, most: 0);

    /// <summary>What happens in a run: its events, its writer, and the channel on which news of it is told.</summary>
    public static ThingKind Runs { get; } = new("nanobot:run");

    /// <summary>Requests of operators that were decided lately. No tenant's id has a star.</summary>
    public static InstallationKind DecidedOfOperators { get; } = new("nanobot:decided:*", "operators are of no tenant");

    /// <summary>The processes that hold something of limits.</summary>
    public static InstallationKind LimitHolders { get; } = new("nanobot:limits:holders", "a process works for all tenants");

    /// <summary>Calls to give back what is held of limits unused; a call says whose.</summary>
    public static InstallationKind LimitRecalls { get; } = new("nanobot:limits:recall", "a process listens to one channel for all tenants");

    /// <summary>The modules whose ledgers have told of their budgets.</summary>
    public static InstallationKind LoadedBudgets { get; } = new("nanobot:budget:loaded", "a module tells of all tenants' budgets at once");

    /// <summary>The board of changes.</summary>
    public static InstallationKind Changes { get; } = new("nanobot:changes", "changes of all tenants are in one order; each says whose it is", most: 1);

    /// <summary>The instances of modules: leases, entries, the number of changes, and who has seen which.</summary>
    public static InstallationKind Registry { get; } = new("nanobot:registry", "an instance works for all tenants", least: 1, most: 1);

    /// <summary>How far a database's outbox is known to be published.</summary>
    public static InstallationKind OutboxEpochs { get; } = new("nanobot:outbox-epoch", "an outbox is of a database, and so of all tenants", least: 1, most: 1, isOpen: true);

    /// <summary>The channels of calls on every process: the number of Redis' database, the call's name, and who asks where that one is answered.</summary>
    public static InstallationKind RollCalls { get; } = new("nanobot:roll-call", "every process is called on, for all tenants", least: 2, most: 3);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NameKind> All { get; } =
    [
        Limits, Budgets, Warned, Decided, Runs,
        DecidedOfOperators, LimitHolders, LimitRecalls, LoadedBudgets, Changes, Registry, OutboxEpochs, RollCalls,
    ];
}
