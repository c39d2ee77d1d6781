using System.Collections.Concurrent;

namespace Nanobot.Testing;

/// <summary>The keys of the modules under test, new for each run of the tests.</summary>
public static class TestKeys
{
    /// <summary>The modules behind the gateway.</summary>
    public static IReadOnlyList<string> Services { get; } = ["tenants", "chat", "reports", "scheduler"];

    /// <summary>The key by which all modules under test seal secrets of tenants.</summary>
    public const string SecretKey = "tests-1:tests-only-text-that-seals-secrets-0123456789";

    private static readonly string[] Modules = ["gateway", .. Services];
    private static readonly ConcurrentDictionary<string, Lazy<TestKey>> Keys = new(StringComparer.Ordinal);

    /// <summary>The key of a module.</summary>
    public static TestKey Of(string module) => Keys.GetOrAdd(module, static name => new(() => TestKey.New($"{name}-1", name))).Value;

    /// <summary>What the module <paramref name="module"/> is set: its own key, and everybody's public ones.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(string module) =>
        Settings([Of(module)], Modules.Append(module).Distinct().Select(Of));

    /// <summary>As <see cref="Settings(string)"/>, with given keys, as during a rotation.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IEnumerable<TestKey> own, IEnumerable<TestKey> trusted) =>
    [
        .. own.Select((key, i) => new KeyValuePair<string, string?>($"Tenancy:SigningKeys:{i}", key.Signing)),
        // All modules of one installation have the same.
        new("Secrets:Keys:0", SecretKey),
        .. trusted.Select((key, i) => new KeyValuePair<string, string?>($"Tenancy:TrustedKeys:{i}", key.Trusted)),
    ];
}
