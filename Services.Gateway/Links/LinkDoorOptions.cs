namespace Nanobot.Services.Gateway.Links;

/// <summary>Options of what links lead to without a credential, section <c>Links</c>.</summary>
internal sealed class LinkDoorOptions
{
    /// <summary>Requests a minute of one network (an IPv4 address, or the first 64 bits of an IPv6 one) in this process, a sixth of them at once. Default 120; range 6 to 100,000.</summary>
    public int PerMinute { get; set; } = 120;
}
