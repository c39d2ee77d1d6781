namespace Nanobot.Platform.Web.Guarding;

/// <summary>What of the web may be asked, section <c>Web</c>.</summary>
public sealed class WebGuardOptions
{
    /// <summary>Ports that may be asked beside 80 and 443. Default none; 16 at most, each from 1 to 65,535.</summary>
    public IList<int> AllowedPorts { get; init; } = [];

    /// <summary>
    /// Hosts that may be asked wherever they are, each with its port (<c>localhost:5010</c>, <c>[::1]:8080</c>): for development and tests, since any user can have the
    /// assistant ask them. Default none; 16 at most.
    /// </summary>
    public IList<string> AllowedHosts { get; init; } = [];

    /// <summary>Redirections that are followed. Default 5; 0 to 20.</summary>
    public int MaximumRedirects { get; set; } = 5;
}
