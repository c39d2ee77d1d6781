using System.Collections.Frozen;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>The tenants that an issuer may speak for: those that are named, or every one.</summary>
internal sealed class IssuerTenants
{
    private const string Every = "*";

    private readonly FrozenSet<string>? _named;

    private IssuerTenants(FrozenSet<string>? named) => _named = named;

    public static IssuerTenants All { get; } = new(null);

    public static IssuerTenants Of(IEnumerable<string> names) =>
        names.Contains(Every, StringComparer.Ordinal) ? All : new(names.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>What is wrong with the names, after their key (" must …"), or null. None would be an issuer that can say nothing.</summary>
    public static string? Problem(IList<string> names) => names switch
    {
        [] => " must name the tenants that the issuer may speak for (:0, :1, …), or be \"*\" alone for every tenant.",
        [Every] => null,
        _ when names.Contains(Every, StringComparer.Ordinal) => " must be \"*\" alone, or names.",
        _ => names.Index().Where(static name => !TenantId.IsValid(name.Item)).Select(static name => $":{name.Index} is not a tenant's id.").FirstOrDefault(),
    };

    public bool Contains(string tenantId) => _named is null || _named.Contains(tenantId);
}
