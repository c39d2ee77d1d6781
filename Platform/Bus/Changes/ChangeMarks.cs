using Nanobot.Contracts.Changes;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>
/// When tenants changed last, in steps of this process: what was asked for before its tenant changed is worth nothing. Tenants share a bounded
/// number of places by their hash, so that nothing is ever crowded out; one that shares its place with one that changed is asked for once more.
/// </summary>
public sealed class ChangeMarks
{
    private const int Places = 1 << 16;
    private readonly long[] _changedAt = new long[Places];
    private long _now;

    /// <summary>The present step: taken before something is asked for, and kept with the answer.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>The place of a tenant; of what belongs to none, where it is null.</summary>
    public static int PlaceOf(string? tenantId) => tenantId is null ? 0 : (int)((uint)string.GetHashCode(tenantId, StringComparison.Ordinal) % Places);

    /// <summary>Whether what is kept at a place, and was asked for at a step, still holds.</summary>
    public bool Holds(int place, long askedAt) => Volatile.Read(ref _changedAt[place]) <= askedAt;

    /// <summary>Says that tenants have changed, or everybody. One call at a time.</summary>
    /// <param name="tenants">The tenants; null where it is not known which.</param>
    public void Change(IReadOnlyList<string>? tenants)
    {
        if (tenants is { Count: 0 })
        {
            return;
        }

        // First what has changed, then the step: who asks in between asks once more than it must.
        var next = _now + 1;
        if (tenants is null || tenants.Contains(ChangesSince.Everybody))
        {
            for (var place = 0; place < Places; place++)
            {
                Volatile.Write(ref _changedAt[place], next);
            }
        }
        else
        {
            foreach (var tenant in tenants)
            {
                Volatile.Write(ref _changedAt[PlaceOf(tenant)], next);
            }
        }

        Volatile.Write(ref _now, next);
    }
}
