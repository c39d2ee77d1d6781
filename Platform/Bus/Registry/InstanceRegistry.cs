using System.Globalization;
using System.Text.Json;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>
/// The instances of all modules, in Redis: each says again and again what it is, and is forgotten when it does not. It can be lost at any moment; what stands in it then
/// comes back within a third of a lease, and until then the configured addresses serve.
/// </summary>
public sealed class InstanceRegistry
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);
    private static readonly RedisKey[] Keys = [Key("leases"), Key("entries"), Key("changes"), Key("seen")];
    private readonly IConnectionMultiplexer _redis;
    private readonly InstanceSignatures _signatures;
    private readonly EntryReader _reader;
    private readonly TimeProvider _time;

    internal InstanceRegistry(IConnectionMultiplexer redis, InstanceSignatures signatures, EntryReader reader, TimeProvider time) =>
        (_redis, _signatures, _reader, _time) = (redis, signatures, reader, time);

    /// <summary>Says what an instance of this process's module is.</summary>
    /// <param name="entry">What it is.</param>
    /// <param name="lease">How long it is remembered.</param>
    /// <param name="isNew">Whether gateways have to go by something else than before.</param>
    /// <returns>The number of the last change.</returns>
    /// <exception cref="RedisException">Redis did not take it.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<long> AnnounceAsync(RegistryEntry entry, TimeSpan lease, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var text = _signatures.Sign(JsonSerializer.SerializeToUtf8Bytes(entry, RegistryJson.Default.RegistryEntry));
        return (long)await RunAsync(RegistryScripts.Announce, EntryReader.NameOf(entry.Module, entry.Instance), text, (long)lease.TotalMilliseconds, isNew ? "1" : "0");
    }

    /// <summary>Forgets an instance.</summary>
    /// <exception cref="RedisException">Redis did not take it.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task WithdrawAsync(string module, string instance) => RunAsync(RegistryScripts.Withdraw, EntryReader.NameOf(module, instance));

    /// <summary>All instances.</summary>
    /// <param name="gateway">The instance's id of a gateway that goes by what it reads; null for anybody else.</param>
    /// <param name="goesBy">The number of the change up to which it does.</param>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<RegistryReading> ReadAsync(string? gateway = null, long goesBy = 0)
    {
        var answer = (RedisResult[])(await RunAsync(RegistryScripts.Read,
            gateway is null ? "" : EntryReader.NameOf(SigningRights.Gateway, gateway), gateway is null ? "" : goesBy.ToString(CultureInfo.InvariantCulture)))!;
        var (names, texts) = ((string?[])answer[1]!, (string?[])answer[2]!);
        var entries = names.Zip(texts).Where(static pair => pair is { First: not null, Second: not null }).Select(pair => _reader.Read(pair.First!, pair.Second!)).OfType<RegistryEntry>();
        return new RegistryReading((long)answer[0], [.. entries.OrderBy(static entry => entry.Module, StringComparer.Ordinal).ThenBy(static entry => entry.Instance, StringComparer.Ordinal)], _time.GetUtcNow());
    }

    /// <summary>How many gateways still go by what was before a change.</summary>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<long> BehindAsync(long change) => (long)await RunAsync(RegistryScripts.Behind, change);

    private static RedisKey Key(string of) => StoreName.OfInstallation(NameKinds.Registry, of).ToKey();

    private Task<RedisResult> RunAsync(string script, params RedisValue[] words) =>
        _redis.GetDatabase().ScriptEvaluateAsync(script, Keys, words).WaitAsync(Deadline, _time);
}
