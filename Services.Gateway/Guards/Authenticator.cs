using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Verifies a credential of either kind, and notes that a key was used.</summary>
internal sealed class Authenticator(ApiKeyAuthenticator keys, KeyUses uses, TokenAuthenticator tokens)
{
    /// <summary>Whom the credential stands for, or null where it does not verify.</summary>
    public ValueTask<Principal?> VerifyAsync(Credential credential, LookupOrigin origin, CancellationToken cancellationToken) => credential.IsToken
        ? tokens.FindAsync(credential.Text, cancellationToken)
        : FindKeyAsync(credential.Text, origin, cancellationToken);

    private ValueTask<Principal?> FindKeyAsync(string key, LookupOrigin origin, CancellationToken cancellationToken)
    {
        var finding = keys.FindAsync(key, origin, cancellationToken);
        return finding.IsCompletedSuccessfully ? new(Noted(finding.Result)) : WaitAsync(finding);
    }

    private async ValueTask<Principal?> WaitAsync(ValueTask<Principal?> finding) => Noted(await finding);

    private Principal? Noted(Principal? principal)
    {
        if (principal is not null)
        {
            uses.Note(principal);
        }

        return principal;
    }
}
