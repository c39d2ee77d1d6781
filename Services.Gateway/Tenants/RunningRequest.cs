namespace Nanobot.Services.Gateway.Tenants;

/// <summary>A request that runs, of a tenant as it stood when the request was let in.</summary>
internal sealed class RunningRequest(HttpContext http, string tenantId, long epoch)
{
    private readonly Lock _gate = new();
    private bool _hasEnded;

    /// <summary>Whose it is.</summary>
    public string TenantId => tenantId;

    /// <summary>Whether it was let in for <paramref name="tenant"/> before that one's <paramref name="since"/>.</summary>
    public bool IsOf(string tenant, long since) => tenantId == tenant && epoch < since;

    /// <summary>Its context may serve another request from now on, which must not be cut off in its place.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }
    }

    /// <summary>Breaks the connection; false where the request has ended.</summary>
    public bool CutOff()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                http.Abort();
            }

            return !_hasEnded;
        }
    }
}
