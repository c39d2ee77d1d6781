using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Rights.Attributes;

namespace Nanobot.Platform.Rights.Known;

/// <summary>
/// Compiles what the tenants module answers. The installation's policies are compiled once for each version, and tenants without policies of
/// their own share one set.
/// </summary>
internal sealed class CompiledPolicies
{
    private const string Module = "tenants";
    private readonly Lock _compiling = new();
    private Installation _installation = new(-1, PolicyLayer.Compile(PolicyScope.Installation, []));

    /// <summary>What binds operators.</summary>
    /// <exception cref="ModuleUnavailableException">It cannot be compiled: nothing may be decided by the rest of it.</exception>
    public BoundPolicies Compile(VersionedPolicies installation) => Checked(() => new BoundPolicies(null, InstallationOf(installation).Alone, TimeZoneInfo.Utc));

    /// <summary>What binds a tenant.</summary>
    /// <exception cref="ModuleUnavailableException">It cannot be compiled: nothing may be decided by the rest of it.</exception>
    public BoundPolicies Compile(PolicySources sources) => Checked(() => new BoundPolicies(
        sources.TenantId, SetOf(sources), ZoneName.TryParse(sources.TimeZone, out var zone) ? zone.Zone : TimeZoneInfo.Utc)
    {
        Tenant = TenantAttributes.Of(sources),
    });

    private PolicySet SetOf(PolicySources sources)
    {
        var installation = InstallationOf(sources.Installation);
        return sources.Tenant.Policies.Count == 0
            ? installation.Alone
            : new PolicySet(installation.Layer, PolicyLayer.Compile(PolicyScope.Tenant, sources.Tenant.Policies), DefaultPolicies.Layer);
    }

    private Installation InstallationOf(VersionedPolicies policies)
    {
        lock (_compiling)
        {
            if (_installation.Version == policies.Version)
            {
                return _installation;
            }

            // An answer that is older than another one is no reason to compile that one again: it is used once and not kept.
            var compiled = new Installation(policies.Version, PolicyLayer.Compile(PolicyScope.Installation, policies.Policies));
            return policies.Version < _installation.Version ? compiled : _installation = compiled;
        }
    }

    private static BoundPolicies Checked(Func<BoundPolicies> compile)
    {
        try
        {
            return compile();
        }
        catch (FormatException exception)
        {
            throw new ModuleUnavailableException(Module, new InvalidDataException($"its policies: {exception.Message}", exception));
        }
    }

    /// <summary>The installation's policies of one version.</summary>
    private sealed record Installation(long Version, PolicyLayer Layer)
    {
        /// <summary>With those that come with the suite, and no tenant's.</summary>
        public PolicySet Alone { get; } = new(Layer, DefaultPolicies.Layer);
    }
}
