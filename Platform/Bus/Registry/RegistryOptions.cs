namespace Nanobot.Platform.Bus.Registry;

/// <summary>Options of the registry of instances, section <c>Registry</c>; the same in every module.</summary>
public sealed class RegistryOptions
{
    /// <summary>
    /// Where gateways reach this process, such as <c>http://10.0.3.7:8080</c>. Default none: where it listens, with <c>POD_IP</c> or the machine's
    /// own address in place of a wildcard.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>Whether this process says where it is. Default true; false where only one address in front of all instances may be called.</summary>
    public bool Announces { get; set; } = true;

    /// <summary>
    /// Hosts that gateways may be led to, each <c>loopback</c>, <c>private</c> (RFC 1918, RFC 4193; nothing link-local, where clouds have services of their own), a network (CIDR), a host's name or <c>*.suffix</c>. What
    /// stands here is all; default loopback and private.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>How long an instance is remembered that does not renew; it renews three times within. Default 10 s; range 1 s to 5 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a gateway looks. Default 250 ms; range 20 ms to 5 s.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long an instance that is to stop waits for all gateways to have seen it, before it stops listening. Default 1.5 s; range 0 to 10 s, and below
    /// <c>Hosting:ShutdownTimeout</c>.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(1.5);
}
