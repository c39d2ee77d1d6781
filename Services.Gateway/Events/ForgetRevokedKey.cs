using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A revoked key ends here within moments of its revocation, not when what is remembered of it ends.</summary>
internal sealed partial class ForgetRevokedKey(ApiKeyAuthenticator keys, ILogger<ForgetRevokedKey> logger) : IBroadcastHandler<ApiKeyRevoked>
{
    public void Handle(ApiKeyRevoked integrationEvent, TenantContext context)
    {
        if (CredentialHash.TryParse(integrationEvent.KeyHash, out var hash))
        {
            keys.Revoke(hash);
        }
        else
        {
            Log.NoHash(logger, integrationEvent.KeyId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The revocation of key {KeyId} names no hash")]
        public static partial void NoHash(ILogger logger, string keyId);
    }
}
