using System.Collections.Concurrent;
using Nanobot.Contracts.Values;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>What this process has told those who are here, and since when they are.</summary>
internal sealed class ToldWarnings(TimeProvider time)
{
    private readonly Dictionary<Receivers, DateTimeOffset> _here = [];
    private readonly ConcurrentDictionary<(Receivers Whose, QuotaType Quota, DateTimeOffset? Window, int Threshold), byte> _told = new();

    /// <summary>Takes note of who is here now, and forgets what concerns others, or windows that are over. Nothing else is called meanwhile.</summary>
    public void Keep(IEnumerable<Receivers> present)
    {
        var (now, all) = (time.GetUtcNow(), present.ToHashSet());
        foreach (var gone in _here.Keys.Where(receivers => !all.Contains(receivers)).ToList())
        {
            _here.Remove(gone);
        }

        foreach (var receivers in all)
        {
            _here.TryAdd(receivers, now);
        }

        foreach (var (told, _) in _told)
        {
            if (!all.Contains(told.Whose) || told.Window <= now)
            {
                _told.TryRemove(told, out _);
            }
        }
    }

    /// <summary>Since when those are here whom it concerns.</summary>
    public DateTimeOffset HereSince(NearLimit near) => _here[Of(near)];

    /// <summary>Whether it has been told, or need not be.</summary>
    public bool Has(NearLimit near, int threshold) => _told.ContainsKey(Key(near, threshold));

    /// <summary>It has.</summary>
    public void Add(NearLimit near, int threshold) => _told[Key(near, threshold)] = 0;

    /// <summary>It would be news again; false where it had not been told.</summary>
    public bool Forget(NearLimit near, int threshold) => _told.TryRemove(Key(near, threshold), out _);

    private static Receivers Of(NearLimit near) => new(near.TenantId, near.UserId);

    private static (Receivers, QuotaType, DateTimeOffset?, int) Key(NearLimit near, int threshold) => (Of(near), near.Quota, near.ResetsAt, threshold);
}
