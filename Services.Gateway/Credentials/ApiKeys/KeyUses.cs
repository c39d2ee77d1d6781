using System.Collections.Concurrent;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Gateway.Credentials.ApiKeys;

/// <summary>Which API keys were used and are not told of yet. Each is noted once a minute, and never waits for anything.</summary>
internal sealed class KeyUses(WakeSignal<KeyUseDelivery> signal, TimeProvider time)
{
    // Beyond, a use goes unnoticed until that key's next minute.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<(string TenantId, string KeyId), DateTimeOffset> _uses = new();
    private readonly long _minute = time.TimestampFrequency * 60;
    private int _count;

    /// <summary>Notes that the key was used now.</summary>
    public void Note(Principal principal)
    {
        var now = time.GetTimestamp();
        if (principal is not { TenantId: { } tenantId, KeyId: { } keyId } || !principal.TryNote(now, _minute) || Volatile.Read(ref _count) >= Most)
        {
            return;
        }

        if (_uses.TryAdd((tenantId, keyId), time.GetUtcNow()) && Interlocked.Increment(ref _count) == 1)
        {
            signal.Raise();
        }
    }

    /// <summary>Takes up to a batch of them out; empty where there are none.</summary>
    public KeysUsed Take()
    {
        var uses = new List<KeyUse>();
        foreach (var (key, _) in _uses)
        {
            if (uses.Count == KeysUsed.Most)
            {
                break;
            }

            if (_uses.TryRemove(key, out var at))
            {
                Interlocked.Decrement(ref _count);
                uses.Add(new KeyUse(key.TenantId, key.KeyId, at));
            }
        }

        return new KeysUsed(uses);
    }
}
