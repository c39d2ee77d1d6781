using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Webhooks;

/// <summary>How many deliveries this process is at towards each host; only of those to which it is at any.</summary>
public sealed class HostPlaces(IOptions<WebhookOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a place, unless there are as many as may be.</summary>
    public bool TryTake(string host)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault(host);
            if (taken >= options.Value.MostOfHost)
            {
                return false;
            }

            _taken[host] = taken + 1;
            return true;
        }
    }

    /// <summary>Gives one back.</summary>
    public void Return(string host)
    {
        lock (_gate)
        {
            if (--_taken[host] == 0)
            {
                _taken.Remove(host);
            }
        }
    }
}
