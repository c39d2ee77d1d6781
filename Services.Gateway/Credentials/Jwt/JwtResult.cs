using Nanobot.Services.Gateway.Credentials.Jwt.Keys;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Outcome of a validation: an identity, or the fault.</summary>
internal readonly record struct JwtResult(JwtIdentity? Identity, JwtFault? Fault)
{
    /// <summary>The keys that it was checked against.</summary>
    public KeysAtHand Keys { get; init; }

    public static implicit operator JwtResult(JwtFault fault) => new(null, fault);

    public static implicit operator JwtResult(JwtIdentity identity) => new(identity, null);
}
