using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Verifies a credential of either kind.</summary>
internal sealed class Authenticator(ApiKeyAuthenticator keys, TokenAuthenticator tokens)
{
    /// <summary>Whom the credential stands for, or null where it does not verify.</summary>
    public ValueTask<Principal?> VerifyAsync(Credential credential, LookupOrigin origin, CancellationToken cancellationToken) => credential.IsToken
        ? tokens.FindAsync(credential.Text, cancellationToken)
        : keys.FindAsync(credential.Text, origin, cancellationToken);
}
