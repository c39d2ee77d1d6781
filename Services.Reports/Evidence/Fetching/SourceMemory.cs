using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Names;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>The sources that this process used last, within a bound of octets, with what was read of each.</summary>
[MakesStoreNames("What public sources say is the same for all tenants: the key is the source's.")]
internal sealed class SourceMemory(IOptions<EvidenceOptions> options) : IDisposable
{
    // An entry without a document takes room too, and what is read of one some times its own.
    private const int Entry = 512;
    private const int Read = 8;

    private readonly MemoryCache _held = new(new MemoryCacheOptions { SizeLimit = options.Value.Cache.MemoryBytes });

    public (KeptSource Kept, ReadMemo Memo)? Find(string key) => _held.TryGetValue(key, out var found) && found is Held held ? (held.Kept, held.Memo) : null;

    /// <summary>Holds it; what was read of the same octets stays known.</summary>
    public ReadMemo Hold(string key, KeptSource kept)
    {
        var memo = Find(key) is { } before && before.Kept.Hash == kept.Hash && before.Kept.Document?.Address == kept.Document?.Address ? before.Memo : new ReadMemo();
        using var entry = _held.CreateEntry(key);
        entry.SetSize(Entry + ((kept.Document?.Bytes.Length ?? 0) * (long)Read)).SetValue(new Held(kept, memo));
        return memo;
    }

    public void Dispose() => _held.Dispose();

    private sealed record Held(KeptSource Kept, ReadMemo Memo);
}
