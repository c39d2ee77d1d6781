namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Outcome of a validation: an identity, or the fault.</summary>
internal readonly record struct JwtResult(JwtIdentity? Identity, JwtFault? Fault)
{
    public static implicit operator JwtResult(JwtFault fault) => new(null, fault);

    public static implicit operator JwtResult(JwtIdentity identity) => new(identity, null);
}
