namespace Nanobot.Platform.Messaging.Working;

/// <summary>How much of each tenant's work one worker is at; only of those of whom it is at any.</summary>
internal sealed class WorkOfTenants
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _working = new(StringComparer.Ordinal);

    /// <summary>Counts one more, unless there are <paramref name="most"/>.</summary>
    public bool TryBegin(string tenantId, int most)
    {
        lock (_gate)
        {
            var working = _working.GetValueOrDefault(tenantId);
            if (working >= most)
            {
                return false;
            }

            _working[tenantId] = working + 1;
            return true;
        }
    }

    /// <summary>One has ended.</summary>
    public void End(string tenantId)
    {
        lock (_gate)
        {
            if (--_working[tenantId] == 0)
            {
                _working.Remove(tenantId);
            }
        }
    }
}
