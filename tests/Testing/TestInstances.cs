using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using StackExchange.Redis;

namespace Nanobot.Testing;

/// <summary>Instances in the registry as modules put them there.</summary>
public static class TestInstances
{
    /// <summary>The registry as a module has it.</summary>
    /// <param name="redis">Where it is.</param>
    /// <param name="module">Whose keys sign.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="options">Its options; null for the usual ones.</param>
    public static InstanceRegistry Registry(IConnectionMultiplexer redis, string module, TimeProvider? time = null, RegistryOptions? options = null)
    {
        var tenancy = new TenancyOptions();
        foreach (var (key, value) in TestKeys.Settings(module).Where(static setting => setting.Key.StartsWith("Tenancy:", StringComparison.Ordinal)))
        {
            (key.Contains(":SigningKeys:", StringComparison.Ordinal) ? tenancy.SigningKeys : tenancy.TrustedKeys).Add(value!);
        }

        var signatures = new InstanceSignatures(Options.Create(tenancy), new Module(module, "0.0.0"));
        var reader = new EntryReader(signatures, Options.Create(options ?? new RegistryOptions()), Options.Create(tenancy), time ?? TimeProvider.System, NullLogger<EntryReader>.Instance);
        return new InstanceRegistry(redis, signatures, reader, time ?? TimeProvider.System);
    }

    /// <summary>An entry of an instance that was started just now.</summary>
    public static RegistryEntry Entry(string module, string instance, string? address, string state = InstanceState.Ready, DateTimeOffset? saidAt = null) => new(
        module, instance, "0.1.0", address, "hash", ["database"], [], [], state, [], [], DateTimeOffset.UnixEpoch, saidAt ?? TimeProvider.System.GetUtcNow());
}
