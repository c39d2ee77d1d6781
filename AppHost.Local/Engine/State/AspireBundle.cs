using System.Reflection;

namespace Aspire.Hosting.Engine.State;

/// <summary>The extracted bundle of the Aspire CLI: orchestrator and dashboard.</summary>
internal sealed record AspireBundle(string Directory)
{
    public string Dcp => Path.Combine(Directory, "dcp", "dcp");

    /// <exception cref="DistributedApplicationException">It is not there.</exception>
    public static AspireBundle Find(string stateRoot)
    {
        var version = typeof(AspireBundle).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "AspireVersion").Value;
        var bundle = new AspireBundle(Path.Combine(stateRoot, $"aspire-{version}", "bundle"));
        return File.Exists(bundle.Dcp)
            ? bundle
            : throw new DistributedApplicationException(
                $"Aspire's orchestrator {version} is not installed ({bundle.Dcp} is missing). Run ./up.sh once: it installs what the suite needs.");
    }
}
