using System.Net;
using System.Net.Sockets;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>Where a module listens in its own process.</summary>
/// <param name="network">The wires.</param>
/// <param name="module">The module's name.</param>
internal sealed class ProcessEndPoint(ProcessNetwork network, string module) : EndPoint
{
    public ProcessNetwork Network { get; } = network;

    public string Module { get; } = module;

    /// <summary>None of a network's: Kestrel's figures ask for it.</summary>
    public override AddressFamily AddressFamily => AddressFamily.Unspecified;

    /// <summary>As it stands in the server's list of addresses.</summary>
    public override string ToString() => $"{Module}.in-process";
}
