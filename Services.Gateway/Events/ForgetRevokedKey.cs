using Nanobot.Contracts.Events;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.ApiKeys;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A revoked key, and each token that was issued for it, ends here within moments of its revocation, not when what is remembered of it ends.</summary>
internal sealed partial class ForgetRevokedKey(ApiKeyAuthenticator keys, KnownKeys ids, ILogger<ForgetRevokedKey> logger) : IBroadcastHandler<ApiKeyRevoked>
{
    public void Handle(ApiKeyRevoked integrationEvent, TenantContext context)
    {
        ids.Revoke(context.RequiredTenantId, integrationEvent.KeyId);
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
