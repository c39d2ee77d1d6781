namespace Nanobot.Services.Gateway.Caching;

/// <summary>How long the gateway goes by what it was told; of section <c>Authentication</c>.</summary>
internal sealed class MemoryOptions
{
    /// <summary>
    /// How long a verified credential, a tenant's state or a user's existence is used before it is looked up again, where nobody says what has changed. Without
    /// events (Redis away) a revoked key works at most that long. Default 30 seconds; range 1 second to 5 minutes.
    /// </summary>
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an answer older than <see cref="KnownFor"/> serves, looked up again behind it, where nobody says what has changed but events are
    /// heard. Default 5 minutes; range <see cref="KnownFor"/> to 1 hour.
    /// </summary>
    public TimeSpan KnownAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an answer serves while it is known that nothing of it has changed; what is in use is looked up again <see cref="KnownFor"/> before that, for
    /// what may have been changed past the tenants module. Default 1 hour; range <see cref="KnownAtMost"/> to 24 hours.
    /// </summary>
    public TimeSpan ComparedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an unknown key, tenant or user is refused without asking again. Default 3 seconds; range 0.1 to 30 seconds.</summary>
    public TimeSpan UnknownFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Most verified credentials, most tenants and most users held. Default 300,000; range 100 to 10,000,000.</summary>
    public int CacheCapacity { get; set; } = 300_000;
}
