using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>
/// What this process read last of the registry. While it cannot be read that goes on for as long as a lease; after that nothing is known, and the configured addresses serve.
/// </summary>
public sealed class KnownInstances(IOptions<RegistryOptions> options, TimeProvider time) : IModuleStates
{
    private volatile RegistryReading? _last;

    /// <summary>The instances; none where they have not been read for long.</summary>
    public IReadOnlyList<RegistryEntry> All => _last is { } last && time.GetUtcNow() - last.ReadAt <= options.Value.Lease ? last.Entries : [];

    /// <summary>Takes over what was read.</summary>
    public void Learn(RegistryReading reading) => _last = reading;

    /// <summary>Those of one module.</summary>
    public IReadOnlyList<RegistryEntry> Of(string module) => [.. All.Where(entry => entry.Module == module)];

    /// <inheritdoc/>
    public bool? IsReady(string module) => Of(module) is { Count: > 0 } instances ? instances.Any(static entry => entry.TakesRequests) : null;
}
