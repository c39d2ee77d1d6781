namespace Nanobot.Platform.Tenancy;

/// <summary>Options of the signed tenant context, section <c>Tenancy</c>.</summary>
public sealed class TenancyOptions
{
    /// <summary>
    /// The module's own private keys, one or two, each <c>id:key</c> with the base64 of PKCS#8 on the curve P-256. The first
    /// one signs. No default.
    /// </summary>
    public IList<string> SigningKeys { get; } = [];

    /// <summary>
    /// Everybody's public keys, each <c>id:issuer:key</c> with the module that signs with it and the base64 of its
    /// SubjectPublicKeyInfo. All verify: a rotation adds the new key everywhere, behind the old one, before it signs, and removes the old one
    /// later. The first of a module is the one by which others seal their calls to it. 2 to 32 keys, or 1 for the gateway alone; no default.
    /// </summary>
    public IList<string> TrustedKeys { get; } = [];

    /// <summary>Life of the context of a request or a call. Default 60 seconds; range 5 seconds to 10 minutes.</summary>
    public TimeSpan RequestLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Clock difference tolerated between machines. Default 5 seconds; range 0 to 60 seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether calls are sealed for their one recipient, which costs a seventh of a signature. Default true; false while modules of a version
    /// run that takes signatures alone. What comes is taken in either form.
    /// </summary>
    public bool SealsCalls { get; set; } = true;
}
