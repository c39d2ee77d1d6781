namespace Nanobot.Services.Gateway.Credentials;

/// <summary>Kinds of credential.</summary>
internal enum CredentialKind
{
    /// <summary>A key that the tenants module issued.</summary>
    ApiKey,

    /// <summary>A JWT of a configured issuer.</summary>
    IssuerToken,

    /// <summary>A JWT of the gateway's own.</summary>
    GatewayToken,
}
