namespace Nanobot.Platform.Tenancy;

/// <summary>Options of the signed tenant context, section <c>Tenancy</c>.</summary>
public sealed class TenancyOptions
{
    /// <summary>
    /// One or two keys, each <c>id:secret</c> with a secret of at least 22 characters. The first one signs; all verify,
    /// so that a rotation adds the new key in front and removes the old one later. No default.
    /// </summary>
    public IList<string> SigningKeys { get; } = [];

    /// <summary>Life of a request's context. Default 60 seconds; range 5 seconds to 10 minutes.</summary>
    public TimeSpan RequestLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Clock difference tolerated between machines. Default 5 seconds; range 0 to 60 seconds.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);
}
