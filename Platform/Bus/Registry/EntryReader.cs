using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>
/// Believes an entry only where the module that it speaks for signed it, a short while ago, and where it leads to a host that this installation allows: who can write to
/// Redis could otherwise have requests, with the contexts in them, sent to any address.
/// </summary>
internal sealed partial class EntryReader
{
    private const int MostRemembered = 2048;
    private readonly ConcurrentDictionary<string, RegistryEntry?> _read = new(StringComparer.Ordinal);
    private readonly InstanceSignatures _signatures;
    private readonly IReadOnlyList<HostRule> _allowed;
    private readonly TimeSpan _oldest;
    private readonly TimeProvider _time;
    private readonly ILogger<EntryReader> _logger;

    public EntryReader(InstanceSignatures signatures, IOptions<RegistryOptions> options, IOptions<TenancyOptions> tenancy, TimeProvider time, ILogger<EntryReader> logger)
    {
        _signatures = signatures;
        _allowed = options.Value.AllowedHosts.Count == 0 ? HostRule.Usual : [.. options.Value.AllowedHosts.Select(static text => HostRule.TryRead(text)!)];
        // One that was put there again after its instance has ended is no older than the lease for long.
        _oldest = options.Value.Lease + tenancy.Value.ClockSkew;
        (_time, _logger) = (time, logger);
    }

    /// <summary>The entry; null where it is not to be believed, or not any more.</summary>
    public RegistryEntry? Read(string name, string text)
    {
        if (_read.Count > MostRemembered)
        {
            _read.Clear();
        }

        // Each text is looked at once: an instance renews three times a lease, and gateways look many times as often. Under which name it stands is no part of
        // that, or a copy beneath another name would be remembered in place of the genuine one.
        var entry = _read.GetOrAdd(text, static (text, state) => state.Self.Verify(state.Name, text), (Self: this, Name: name));
        return entry is null || NameOf(entry.Module, entry.Instance) != name || (_time.GetUtcNow() - entry.SaidAt).Duration() > _oldest ? null : entry;
    }

    /// <summary>The name under which an instance stands in the registry.</summary>
    public static string NameOf(string module, string instance) => $"{module}/{instance}";

    private RegistryEntry? Verify(string name, string text)
    {
        if (_signatures.Open(text) is not (var module, var content) || Parse(content) is not { IsWhole: true } entry || entry.Module != module)
        {
            Log.NotGenuine(_logger, name);
            return null;
        }

        if (entry.State is not (InstanceState.Ready or InstanceState.NotReady or InstanceState.Draining))
        {
            Log.NotGenuine(_logger, name);
            return null;
        }

        if (entry.Address is null || (InstanceAddress.TryRead(entry.Address) is { } address && _allowed.Any(rule => rule.Covers(address))))
        {
            return entry;
        }

        Log.NotAllowed(_logger, name, entry.Address);
        return entry with { Address = null };
    }

    private static RegistryEntry? Parse(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, RegistryJson.Default.RegistryEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the registry says of {Name} is not of that module, and is passed over")]
        public static partial void NotGenuine(ILogger logger, string name);

        [LoggerMessage(LogLevel.Warning, "{Name} says that it is at {Address}, which Registry:AllowedHosts does not allow; it is not called there")]
        public static partial void NotAllowed(ILogger logger, string name, string address);
    }
}
