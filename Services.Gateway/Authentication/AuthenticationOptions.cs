namespace Nanobot.Services.Gateway.Authentication;

/// <summary>Options of section <c>Authentication</c>.</summary>
internal sealed class AuthenticationOptions
{
    /// <summary>Issuers of JWTs beside the gateway itself. Default none; at most 16.</summary>
    public IList<IssuerOptions> Issuers { get; } = [];

    /// <summary>
    /// How long a verified credential or a tenant's state is used before it is looked up again; a revoked key works at
    /// most that long. Default 30 seconds; range 1 second to 5 minutes.
    /// </summary>
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an unknown key or tenant is refused without asking again. Default 3 seconds; range 0.1 to 30 seconds.</summary>
    public TimeSpan UnknownFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Most verified credentials and most tenants held. Default 100,000; range 100 to 10,000,000.</summary>
    public int CacheCapacity { get; set; } = 100_000;
}
