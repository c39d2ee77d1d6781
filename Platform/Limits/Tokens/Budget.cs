using Nanobot.Platform.Core.Names;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>One budget in one window: what calls reserve of and settle with.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="OwnerId">The user, key or run; empty for the tenant's own.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Starts">The window's first instant.</param>
/// <param name="Ends">The first instant after it.</param>
public sealed record Budget(string TenantId, BudgetOwner Owner, string OwnerId, BudgetUnit Unit, DateTimeOffset Starts, DateTimeOffset Ends)
{
    // A run has no window. That its time ends is for the stores alone, which keep nothing for ever.
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BudgetOwner[] Owners = Enum.GetValues<BudgetOwner>();
    private static readonly BudgetUnit[] Units = Enum.GetValues<BudgetUnit>();

    /// <summary>Its name among the tenant's: <c>tenant:tokens</c>, <c>user:ada:tokens</c>.</summary>
    public string Name { get; } = Owner == BudgetOwner.Tenant ? $"{OwnerName(Owner)}:{UnitName(Unit)}" : $"{OwnerName(Owner)}:{OwnerId}:{UnitName(Unit)}";

    /// <summary>Whether its window ends with a day.</summary>
    public bool IsOfDay => Ends != Never;

    /// <summary>The budget that <paramref name="limit"/> means for a call at <paramref name="day"/>; null: the call has nobody of the kind.</summary>
    public static Budget? Of(BudgetLimit limit, TokenCaller caller, CalendarDay day)
    {
        var owner = limit.Owner switch
        {
            BudgetOwner.Tenant => "",
            BudgetOwner.User => caller.Context.UserId,
            BudgetOwner.Key => caller.KeyId,
            _ => caller.RunId?.ToString("n"),
        };
        return owner is null ? null
            : limit.Owner == BudgetOwner.Run ? new(caller.Context.RequiredTenantId, limit.Owner, owner, limit.Unit, DateTimeOffset.UnixEpoch, Never)
            : new(caller.Context.RequiredTenantId, limit.Owner, owner, limit.Unit, day.Start, day.End);
    }

    /// <summary>The budget that a ledger's row names.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Budget Parse(string tenantId, string name, DateTimeOffset starts, DateTimeOffset ends)
    {
        var (first, last) = (name.IndexOf(':', StringComparison.Ordinal), name.LastIndexOf(':'));
        var owner = Array.FindIndex(Owners, known => first > 0 && name.AsSpan(0, first).SequenceEqual(OwnerName(known)));
        var unit = Array.FindIndex(Units, known => name.AsSpan(last + 1).SequenceEqual(UnitName(known)));
        return owner >= 0 && unit >= 0
            ? new(tenantId, Owners[owner], last > first ? name[(first + 1)..last] : "", Units[unit], starts, ends)
            : throw new FormatException("It names no budget.");
    }

    /// <summary>The name of a unit.</summary>
    public static string UnitName(BudgetUnit unit) => unit == BudgetUnit.Tokens ? "tokens" : "money";

    /// <summary>The name of a kind of owner.</summary>
    public static string OwnerName(BudgetOwner owner) => owner switch
    {
        BudgetOwner.Tenant => "tenant",
        BudgetOwner.User => "user",
        BudgetOwner.Key => "key",
        _ => "run",
    };

    /// <summary>Where Redis keeps it; all of a tenant's in one slot.</summary>
    internal StoreName Key { get; } = Owner == BudgetOwner.Tenant
        ? StoreName.OfTenant(NameKinds.Budgets, TenantId, OwnerName(Owner), UnitName(Unit), Starts.ToUnixTimeSeconds(), Ends.ToUnixTimeSeconds())
        : StoreName.OfTenant(NameKinds.Budgets, TenantId, OwnerName(Owner), OwnerId, UnitName(Unit), Starts.ToUnixTimeSeconds(), Ends.ToUnixTimeSeconds());
}
