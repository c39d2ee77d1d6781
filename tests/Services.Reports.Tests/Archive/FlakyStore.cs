using System.Collections.Concurrent;
using Nanobot.Platform.Objects;

namespace Nanobot.Services.Reports.Tests.Archive;

/// <summary>A store in memory that a test takes away, fills, or has keep things as an archive does.</summary>
internal sealed class FlakyStore : IObjectStore
{
    private readonly ConcurrentDictionary<string, (ObjectKey Key, byte[] Content, ObjectTier Tier, DateTimeOffset Written)> _objects = new(StringComparer.Ordinal);

    public volatile bool IsAway;
    public volatile bool DiesBehindPut;
    public volatile bool IsArchive;
    public int Puts;

    public IReadOnlyList<string> Keys => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    public ObjectTier TierOf(string key) => _objects[key].Tier;

    public void Spoil(string key) => _objects[key] = _objects[key] with { Content = [1, 2, 3] };

    public void Age(string key, TimeSpan age) => _objects[key] = _objects[key] with { Written = DateTimeOffset.UtcNow - age };

    public Task PutAsync(ObjectKey key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken = default)
    {
        Check();
        Interlocked.Increment(ref Puts);
        _objects[key.ToString()] = (key, content.ToArray(), ObjectTier.Hot, DateTimeOffset.UtcNow);
        return DiesBehindPut ? throw new ObjectStoreUnavailableException("the answer is lost") : Task.CompletedTask;
    }

    public Task<ObjectReading> GetAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.FromResult(!_objects.TryGetValue(key.ToString(), out var found) ? ObjectReading.Missing
            : IsArchive && found.Tier == ObjectTier.Cold ? ObjectReading.Archived
            : ObjectReading.Found(found.Content));
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        Check();
        _objects.TryRemove(key.ToString(), out _);
        return Task.CompletedTask;
    }

    public Task<ObjectPage> ListAsync(ObjectPrefix prefix, string? after, int count, CancellationToken cancellationToken = default)
    {
        Check();
        // Pages of three, so that every look goes over several.
        var page = _objects.OrderBy(static one => one.Key, StringComparer.Ordinal).Where(one => string.CompareOrdinal(one.Key, after) > 0).Take(Math.Min(count, 3)).ToList();
        return Task.FromResult(new ObjectPage([.. page.Select(static one => new ObjectEntry(one.Value.Key, one.Value.Content.Length, one.Value.Written))], page.Count < 3 ? null : page[^1].Key));
    }

    public Task<ObjectState> MoveAsync(ObjectKey key, ObjectTier tier, CancellationToken cancellationToken = default)
    {
        Check();
        if (!_objects.TryGetValue(key.ToString(), out var found))
        {
            return Task.FromResult(ObjectState.Missing);
        }

        if (IsArchive && tier == ObjectTier.Hot)
        {
            return Task.FromResult(ObjectState.Archived);
        }

        _objects[key.ToString()] = found with { Tier = tier };
        return Task.FromResult(ObjectState.Found);
    }

    public Task PingAsync(CancellationToken cancellationToken = default)
    {
        Check();
        return Task.CompletedTask;
    }

    private void Check()
    {
        if (IsAway)
        {
            throw new ObjectStoreUnavailableException("the test has taken it away");
        }
    }
}
