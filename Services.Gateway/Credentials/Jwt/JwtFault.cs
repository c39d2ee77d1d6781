namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>The first check that a token failed: for metrics and tests; callers only learn that it is not valid.</summary>
internal enum JwtFault
{
    /// <summary>Not three parts of plain base64url, or longer than allowed.</summary>
    Form,

    /// <summary>The header is not strict JSON, or holds what this validator does not honour.</summary>
    Header,

    /// <summary>The algorithm is not on the list.</summary>
    Algorithm,

    /// <summary>The claims are not strict JSON of the right types, or something in the token cannot be read.</summary>
    Claims,

    /// <summary>The issuer is not configured.</summary>
    Issuer,

    /// <summary>The issuer has no key of that id for that algorithm.</summary>
    Key,

    /// <summary>The signature is not the key's.</summary>
    Signature,

    /// <summary>Meant for somebody else.</summary>
    Audience,

    /// <summary>Over.</summary>
    Expired,

    /// <summary>Not begun.</summary>
    NotYetValid,

    /// <summary>Lives longer than the issuer's tokens may.</summary>
    Lifetime,

    /// <summary>Names no usable user or tenant.</summary>
    Subject,

    /// <summary>Names a tenant that the issuer may not speak for.</summary>
    Tenant,
}
