using System.Text;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Makes an issuer of its options.</summary>
internal static class IssuerFactory
{
    /// <summary>An issuer whose keys stand in the options.</summary>
    public static Issuer Create(IssuerOptions options) => Create(options, Keys(options));

    public static Issuer Create(IssuerOptions options, IIssuerKeys keys) =>
        new(options.Issuer, options.Audience, options.TenantClaim, IssuerTenants.Of(options.Tenants), options.MaximumLifetime, keys);

    /// <summary>What is wrong with the options, after the issuer's own key (":Audience must …"), or null.</summary>
    public static string? Problem(IssuerOptions options)
    {
        var sources = new[] { options.Jwks, options.JwksUri, options.PublicKey, options.HmacSecret }.Count(source => !string.IsNullOrEmpty(source));
        return options switch
        {
            { Issuer: "" } => ":Issuer must be set.",
            { Issuer: GatewayTokens.Issuer } => ":Issuer is the gateway's own name.",
            { Audience: "" } => ":Audience must be set.",
            { TenantClaim: "" or "iss" or "aud" or "sub" } => ":TenantClaim must name a claim of its own.",
            _ when IssuerTenants.Problem(options.Tenants) is { } problem => $":Tenants{problem}",
            _ when options.MaximumLifetime < TimeSpan.FromMinutes(1) || options.MaximumLifetime > TimeSpan.FromDays(31) =>
                ":MaximumLifetime must be between 1 minute and 31 days.",
            _ when options.JwksRefresh < TimeSpan.FromMinutes(1) || options.JwksRefresh > TimeSpan.FromHours(12) =>
                ":JwksRefresh must be between 1 minute and 12 hours.",
            _ when sources != 1 => " needs exactly one of Jwks, JwksUri, PublicKey and HmacSecret.",
            { JwksUri: { Length: > 0 } address } => IsUsable(address) ? null
                : ":JwksUri must be an https address, or http on this machine's loopback, without a user's name or a fragment.",
            _ => KeyProblem(options),
        };
    }

    // Who can change the answer on its way can sign for anybody.
    private static bool IsUsable(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { UserInfo: "", Fragment: "" };

    private static string? KeyProblem(IssuerOptions options)
    {
        var source = options.Jwks is { Length: > 0 } ? nameof(options.Jwks)
            : options.PublicKey is { Length: > 0 } ? nameof(options.PublicKey) : nameof(options.HmacSecret);
        try
        {
            var keys = Keys(options);
            return keys.Count == 0 ? $":{source} holds no key that can verify a token."
                : keys.IsAmbiguous ? $":{source} holds several keys under one id." : null;
        }
        catch (FormatException problem)
        {
            return $":{source} {problem.Message}.";
        }
    }

    // Here one key that cannot be used stops the start: whoever configured it is there to mend it.
    private static KeySet Keys(IssuerOptions options) => options switch
    {
        { Jwks: { Length: > 0 } jwks } => KeySetReader.Read(Encoding.UTF8.GetBytes(jwks), (_, problem) => throw new FormatException(problem)),
        { PublicKey: { Length: > 0 } pem } => new KeySet([KeyReader.FromPem(pem)]),
        _ => new KeySet([KeyReader.FromSecret(options.HmacSecret ?? "")]),
    };
}
