using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights.Attributes;

namespace Nanobot.Platform.Rights.Known;

/// <summary>
/// The policies that bind requests, compiled and remembered by tenant, and what they go by of whoever asks, remembered as well where one of them asks for it.
/// </summary>
/// <typeparam name="TOrigin">What a question to the tenants module needs beside its tenant.</typeparam>
public sealed class KnownPolicies<TOrigin>
{
    // No tenant can have that id.
    private const string Operators = "*";
    private const AttributeGroups OfCaller = AttributeGroups.User | AttributeGroups.Key;

    private readonly IPolicySource<TOrigin> _source;
    private readonly Memory _memory;
    private readonly CompiledPolicies _compiled = new();
    private readonly KnownAnswers<string, BoundPolicies, TOrigin> _policies;
    private readonly KnownAnswers<Subject, OwnAttributes, TOrigin> _attributes;

    internal KnownPolicies(IPolicySource<TOrigin> source, Memory memory)
    {
        (_source, _memory) = (source, memory);
        _policies = new(static key => key == Operators ? null : key, ReadAsync, memory);
        _attributes = new(static subject => subject.TenantId, ReadAsync, memory);
    }

    /// <summary>
    /// Has what is remembered compared with what has changed; false where nobody can say what has. Whoever decides asks for the policies after this,
    /// not before.
    /// </summary>
    public ValueTask<bool> CompareAsync(CancellationToken cancellationToken) => _memory.Freshness.IsFresh ? new(true) : new(WaitAsync(cancellationToken));

    /// <summary>What binds a tenant's requests, or with null those of operators; null where there is no such tenant.</summary>
    /// <exception cref="ModuleUnavailableException">It is not known, and nobody can say.</exception>
    public ValueTask<BoundPolicies?> FindAsync(string? tenantId, TOrigin origin, CancellationToken cancellationToken) =>
        _policies.FindAsync(tenantId ?? Operators, origin, cancellationToken);

    /// <summary>What is known of whoever asks, as far as the policies ask for it.</summary>
    /// <exception cref="ModuleUnavailableException">It is not known, and nobody can say.</exception>
    public ValueTask<IAttributes?> AttributesAsync(BoundPolicies policies, string? userId, string? keyId, TOrigin origin, CancellationToken cancellationToken)
    {
        var asked = policies.Set.Asks & (AttributeGroups.Tenant | OfCaller);
        if (asked == AttributeGroups.None || policies.TenantId is not { } tenantId)
        {
            return new((IAttributes?)null);
        }

        var subject = new Subject(tenantId, asked.HasFlag(AttributeGroups.User) ? userId : null, asked.HasFlag(AttributeGroups.Key) ? keyId : null);
        return subject is { UserId: null, KeyId: null } ? new(policies.Tenant) : new(OfCallerAsync(policies.Tenant, subject, origin, cancellationToken));
    }

    private async Task<IAttributes?> OfCallerAsync(TenantAttributes tenant, Subject subject, TOrigin origin, CancellationToken cancellationToken) =>
        await _attributes.FindAsync(subject, origin, cancellationToken) is { } own && own != OwnAttributes.None ? new LayeredAttributes(own, tenant) : tenant;

    private async Task<bool> WaitAsync(CancellationToken cancellationToken) =>
        await _memory.Freshness.EnsureAsync(cancellationToken) || !_memory.Freshness.IsCutOff;

    private async Task<BoundPolicies?> ReadAsync(string key, BoundPolicies? earlier, TOrigin origin, CancellationToken cancellationToken)
    {
        var policies = key == Operators ? _compiled.Compile(await _source.FindInstallationAsync(origin, cancellationToken))
            : await _source.FindAsync(key, origin, cancellationToken) is { } sources ? _compiled.Compile(sources)
            : null;
        return policies is not null && earlier is not null ? policies with { Recent = earlier.Recent } : policies;
    }

    private async Task<OwnAttributes?> ReadAsync(Subject subject, OwnAttributes? earlier, TOrigin origin, CancellationToken cancellationToken) =>
        await _source.FindAttributesAsync(subject, origin, cancellationToken) is { } answer ? OwnAttributes.Of(answer) : null;
}
