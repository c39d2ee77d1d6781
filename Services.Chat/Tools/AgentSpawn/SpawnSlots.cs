using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Tools.AgentSpawn;

/// <summary>How many sub-agents of each tenant are at work in this process.</summary>
internal sealed class SpawnSlots(IOptions<SpawnOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes <paramref name="count"/> of them, or none where that were too many.</summary>
    public bool TryTake(string tenantId, int count)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(tenantId) + count;
            if (taken > options.Value.MostOfTenant)
            {
                return false;
            }

            _taken[tenantId] = taken;
            return true;
        }
    }

    public void Return(string tenantId, int count)
    {
        lock (_gate)
        {
            if ((_taken[tenantId] -= count) == 0)
            {
                _taken.Remove(tenantId);
            }
        }
    }
}
