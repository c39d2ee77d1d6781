using System.Runtime.CompilerServices;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Policies;

/// <summary>
/// The policies that bind requests, compiled and remembered by tenant as everything that the tenants module answers is. The installation's are
/// compiled once for each version, and tenants without policies of their own share one set.
/// </summary>
internal sealed class KnownPolicies
{
    // No tenant can have that id.
    private const string Operators = "*";
    private readonly TenantsDirectory _directory;
    private readonly RememberedAnswers<string, DecidedBy> _known;
    private readonly Lock _compiling = new();
    private CompiledInstallation _installation = new(-1, PolicyLayer.Compile(PolicyScope.Installation, []));

    public KnownPolicies(TenantsDirectory directory, LookupMemory memory)
    {
        _directory = directory;
        _known = new("policies", memory, AskAsync) { TenantOf = static decided => decided.TenantId };
    }

    /// <summary>What binds a tenant's requests, or with null those of operators; null where there is no such tenant.</summary>
    /// <exception cref="ModuleUnavailableException">It is not known, and nobody can say.</exception>
    public ValueTask<DecidedBy?> FindAsync(string? tenantId, LookupOrigin origin, CancellationToken cancellationToken) =>
        _known.FindAsync(tenantId ?? Operators, origin, isVouched: true, cancellationToken);

    private async Task<DecidedBy?> AskAsync(Question<string> question, CancellationToken cancellationToken)
    {
        if (question.Key == Operators)
        {
            var installation = await _directory.FindInstallationPoliciesAsync(question, cancellationToken);
            return installation is null ? null : new DecidedBy(null, Compile(() => InstallationOf(installation).Alone), TimeZoneInfo.Utc);
        }

        var sources = await _directory.FindPoliciesAsync(question, cancellationToken);
        return sources is null ? null : new DecidedBy(sources.TenantId, Compile(() => SetOf(sources)), ZoneName.TryParse(sources.TimeZone, out var zone) ? zone.Zone : TimeZoneInfo.Utc);
    }

    private PolicySet SetOf(PolicySources sources)
    {
        var installation = InstallationOf(sources.Installation);
        return sources.Tenant.Policies.Count == 0
            ? installation.Alone
            : new PolicySet(installation.Layer, PolicyLayer.Compile(PolicyScope.Tenant, sources.Tenant.Policies), DefaultPolicies.Layer);
    }

    private CompiledInstallation InstallationOf(VersionedPolicies policies)
    {
        lock (_compiling)
        {
            // An answer that is older than another one is no reason to compile that one again: it is used once and not kept.
            return _installation.Version == policies.Version ? _installation
                : new CompiledInstallation(policies.Version, PolicyLayer.Compile(PolicyScope.Installation, policies.Policies)) is var compiled && policies.Version < _installation.Version
                    ? compiled
                    : _installation = compiled;
        }
    }

    // Policies that cannot be compiled are none at all, and nothing may be decided by the rest of them.
    private static PolicySet Compile(Func<PolicySet> compile, [CallerArgumentExpression(nameof(compile))] string what = "")
    {
        try
        {
            return compile();
        }
        catch (FormatException exception)
        {
            throw new ModuleUnavailableException(TenantsDirectory.Module, new InvalidDataException($"{what}: {exception.Message}", exception));
        }
    }

    /// <summary>The installation's policies of one version.</summary>
    private sealed record CompiledInstallation(long Version, PolicyLayer Layer)
    {
        /// <summary>With those that come with the suite, and no tenant's.</summary>
        public PolicySet Alone { get; } = new(Layer, DefaultPolicies.Layer);
    }
}
