using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Credentials.Jwt;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets a call through whose credential, of either kind, verifies; says who calls, and notes that a key was used.</summary>
internal sealed class CredentialGuard(ApiKeyAuthenticator keys, KeyUses uses, TokenAuthenticator tokens) : IGuard
{
    private const string Challenge = "Bearer realm=\"nanobot\"";

    private static readonly GuardDecision.Refuse Missing = new(Refusals.AuthenticationRequired, "credential") { Challenge = Challenge };

    /// <summary>Answers a credential that does not verify, or not any more.</summary>
    public static GuardDecision.Refuse Invalid { get; } = Missing with { Challenge = Challenge + ", error=\"invalid_token\"" };

    public string Name => "credential";

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        if (!CredentialReader.TryRead(call.Http.Request.Headers, out var credential, out var presented))
        {
            return presented ? Invalid : Missing;
        }

        var (text, isToken) = credential.Value;
        if (await (isToken ? tokens.FindAsync(text, cancellationToken) : keys.FindAsync(text, call.Origin, cancellationToken)) is not { } principal)
        {
            return Invalid;
        }

        if (!isToken)
        {
            uses.Note(principal);
        }

        call.Principal = principal;
        return GuardDecision.Allow;
    }
}
