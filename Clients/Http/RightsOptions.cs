using Nanobot.Platform.Rights.Known;

namespace Nanobot.Clients.Http;

/// <summary>How long a module goes by policies that have not changed as far as is known; section <c>Policies</c>.</summary>
internal sealed class RightsOptions
{
    /// <summary>How old they may be before they are asked for again, behind those who go by them, where nobody says what has changed. Default 30 seconds; range 1 second to 5 minutes.</summary>
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When they have ended there. Default 5 minutes; range <see cref="KnownFor"/> to 1 hour.</summary>
    public TimeSpan KnownAtMost { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When they have ended while it is known that nothing of them has changed. Default 1 hour; range <see cref="KnownAtMost"/> to 24 hours.</summary>
    public TimeSpan ComparedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most tenants whose policies are held. Default 10,000; range 100 to 1,000,000.</summary>
    public int Capacity { get; set; } = 10_000;

    public PolicyMemory ToMemory() => new(KnownFor, KnownAtMost, ComparedFor, TimeSpan.FromSeconds(3), Capacity);
}
