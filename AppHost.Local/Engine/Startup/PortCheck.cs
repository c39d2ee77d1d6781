namespace Aspire.Hosting.Engine.Startup;

/// <summary>Finds out before a process starts whether its port is taken; the process itself would say it less well.</summary>
internal static class PortCheck
{
    /// <exception cref="DistributedApplicationException">Another program listens there.</exception>
    public static void Require(string resource, int port)
    {
        if (!PortAllocator.IsFree(port))
            throw new DistributedApplicationException($"{resource}: port {port} is in use by another program. Stop that program, or choose another port with --port.");
    }
}
