namespace Nanobot.Platform.Core.Work;

/// <summary>
/// Goes round the tenants that have work waiting, so that none waits for another's backlog: each take begins after the
/// tenant where the last one ended. Every process goes its own round; where two meet, locked rows are passed over.
/// </summary>
public sealed class TenantRing
{
    private string _last = "";

    /// <summary>Takes what is next.</summary>
    /// <param name="takeAfter">Takes of the tenants whose id is greater than the given one, in the order of their ids.</param>
    /// <param name="tenantOf">The tenant of a taken row.</param>
    public async Task<List<T>> TakeAsync<T>(Func<string, Task<List<T>>> takeAfter, Func<T, string> tenantOf)
    {
        var taken = await takeAfter(_last);
        if (taken.Count == 0 && _last.Length > 0)
        {
            taken = await takeAfter("");
        }

        _last = taken.Count > 0 ? tenantOf(taken[^1]) : "";
        return taken;
    }
}
