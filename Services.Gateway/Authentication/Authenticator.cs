using Nanobot.Services.Gateway.Authentication.ApiKeys;
using Nanobot.Services.Gateway.Authentication.Jwt;

namespace Nanobot.Services.Gateway.Authentication;

/// <summary>Verifies a credential of either kind.</summary>
internal sealed class Authenticator(ApiKeyAuthenticator keys, TokenAuthenticator tokens)
{
    /// <summary>Whom the credential stands for, or null where it does not verify.</summary>
    public ValueTask<Principal?> VerifyAsync(Credential credential, CancellationToken cancellationToken) => credential.IsToken
        ? tokens.FindAsync(credential.Text, cancellationToken)
        : keys.FindAsync(credential.Text, cancellationToken);
}
