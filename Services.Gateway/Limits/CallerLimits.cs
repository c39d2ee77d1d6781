using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What a caller may use: the smallest amount of its chain. Immutable; for all who have no amounts of their own there is one.</summary>
/// <param name="tenant">The caller's tenant.</param>
/// <param name="levels">The levels that say something, from the caller up; the tenant is the last.</param>
/// <param name="until">When something that was granted ends; null: nothing does.</param>
internal sealed class CallerLimits(TenantLimits tenant, LevelLimits[] levels, DateTimeOffset? until)
{
    /// <summary>The caller's tenant.</summary>
    public TenantLimits Tenant { get; } = tenant;

    /// <summary>The levels that say something, from the caller up; the tenant is the last.</summary>
    public IReadOnlyList<LevelLimits> Levels => levels;

    /// <summary>How many levels there are.</summary>
    public int Count => levels.Length;

    /// <summary>A level, from the caller up.</summary>
    public LevelLimits this[int level] => levels[level];

    /// <summary>The level whose amount is the smallest; of equal ones the one nearest to the caller; null where nothing limits it.</summary>
    public LevelLimits? Binding(QuotaType quota) => levels.Where(level => level[quota] is not null).MinBy(level => level[quota]);

    /// <summary>Whether it still is what is said of a caller of a tenant in that state.</summary>
    public bool Holds(TenantSnapshot state, DateTimeOffset now)
    {
        if (!ReferenceEquals(state, Tenant.State) || until <= now || Tenant.Until <= now)
        {
            return false;
        }

        foreach (var level in levels)
        {
            if (level.Meter.IsForgotten)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name of the level that binds: a tenant's amount may be its plan's, or the installation's; null where nothing limits it.</summary>
    public string? BindsBy(QuotaType quota) => Binding(quota) is not { } binding ? null : binding.Level == LimitLevels.Tenant ? Tenant.BindsBy(quota) : binding.Level;

    /// <summary>Puts back, or frees, what was taken of the first levels.</summary>
    public void PutBack(CallLimit limit, int taken)
    {
        for (var level = 0; level < taken; level++)
        {
            if (levels[level].Of(limit) is not null)
            {
                levels[level].Meter.PutBack(limit);
            }
        }
    }
}
