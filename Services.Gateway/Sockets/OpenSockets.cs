using Microsoft.Extensions.Options;
using Nanobot.Services.Gateway.Sockets.Bounds;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Counts the sockets that are open here, in all and by tenant, within their bounds.</summary>
internal sealed class OpenSockets(IOptions<SocketOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofTenants = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all;
            }
        }
    }

    /// <summary>One more; false where there is no room for it.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            var hasRoom = _all < options.Value.MostOfAll;
            _all += hasRoom ? 1 : 0;
            return hasRoom;
        }
    }

    /// <summary>It has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _all--;
        }
    }

    /// <summary>It is of that tenant; false where there is no room for one more of it.</summary>
    public bool TryEnter(string tenantId)
    {
        lock (_gate)
        {
            var count = _ofTenants.GetValueOrDefault(tenantId);
            if (count >= options.Value.MostOfTenant)
            {
                return false;
            }

            _ofTenants[tenantId] = count + 1;
            return true;
        }
    }

    /// <summary>It has ended.</summary>
    public void Leave(string tenantId)
    {
        lock (_gate)
        {
            if (_ofTenants[tenantId] == 1)
            {
                _ofTenants.Remove(tenantId);
            }
            else
            {
                _ofTenants[tenantId]--;
            }
        }
    }
}
