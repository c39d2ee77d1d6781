using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Platform.Core.Caching;

/// <summary>
/// A bounded cache whose entries end at a time of their own. Two generations bound it without bookkeeping per read: when
/// the young one is full it becomes the old one and the old one is dropped; entries in use move up again.
/// </summary>
/// <param name="capacity">Most entries, both generations together.</param>
/// <param name="time">The clock.</param>
public sealed class ExpiringCache<TKey, TValue>(int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock _turning = new();
    private readonly int _generation = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<TKey, Entry> _young = new();
    private volatile ConcurrentDictionary<TKey, Entry> _old = new();
    private int _added;

    /// <summary>Entries held, live or not.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>Finds a live entry.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out var entry) || TryPromote(key, out entry))
        {
            if (entry.ExpiresAt > time.GetUtcNow())
            {
                value = entry.Value;
                return true;
            }

            _young.TryRemove(new(key, entry));
        }

        value = default;
        return false;
    }

    /// <summary>Keeps <paramref name="value"/> until <paramref name="expiresAt"/>, or until it is crowded out.</summary>
    public void Set(TKey key, TValue value, DateTimeOffset expiresAt)
    {
        _young[key] = new Entry(value, expiresAt);
        // Replacing counts too: a generation may turn early, never late.
        Added();
    }

    private bool TryPromote(TKey key, [NotNullWhen(true)] out Entry? entry)
    {
        if (!_old.TryRemove(key, out entry))
        {
            return false;
        }

        // What was set this moment is newer.
        entry = _young.GetOrAdd(key, entry);
        Added();
        return true;
    }

    private void Added()
    {
        if (Interlocked.Increment(ref _added) < _generation)
        {
            return;
        }

        lock (_turning)
        {
            if (_added >= _generation)
            {
                _old = _young;
                _young = new ConcurrentDictionary<TKey, Entry>();
                _added = 0;
            }
        }
    }

    private sealed record Entry(TValue Value, DateTimeOffset ExpiresAt);
}
