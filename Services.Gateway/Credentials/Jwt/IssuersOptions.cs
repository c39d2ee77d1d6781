namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Whose JWTs are accepted; of section <c>Authentication</c>.</summary>
internal sealed class IssuersOptions
{
    /// <summary>Issuers of JWTs beside the gateway itself. Default none; at most 16.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];
}
