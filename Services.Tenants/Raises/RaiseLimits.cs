namespace Nanobot.Services.Tenants.Raises;

/// <summary>Bounds of raises and of requests for them.</summary>
internal static class RaiseLimits
{
    /// <summary>Most seconds that a raise lasts: 31 days.</summary>
    public const int LongestSeconds = 31 * 24 * 60 * 60;

    /// <summary>Most characters of a reason.</summary>
    public const int Reason = 500;

    /// <summary>Most requests of one asker that nobody has decided on.</summary>
    public const int Open = 10;

    /// <summary>Most raises of one tenant or user at the same time: each call carries all of them.</summary>
    public const int Lasting = 10;
}
