using System.Collections.Concurrent;
using Nanobot.Contracts.Values;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>What this process has told those who are here, and since when they are.</summary>
internal sealed class ToldWarnings(TimeProvider time)
{
    private readonly ConcurrentDictionary<(Receivers Whose, QuotaType Quota, DateTimeOffset? Window, int Threshold), byte> _told = new();
    private IReadOnlyDictionary<Receivers, DateTimeOffset> _here = new Dictionary<Receivers, DateTimeOffset>();

    /// <summary>Takes note of who is here now and since when, and forgets what concerns others, or windows that are over. Nothing else is called meanwhile.</summary>
    public void Keep(IReadOnlyDictionary<Receivers, DateTimeOffset> present)
    {
        (_here, var now) = (present, time.GetUtcNow());
        foreach (var (told, _) in _told)
        {
            if (!present.ContainsKey(told.Whose) || told.Window <= now)
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
