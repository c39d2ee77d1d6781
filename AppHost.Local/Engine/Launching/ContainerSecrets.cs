namespace Aspire.Hosting.Engine.Launching;

/// <summary>
/// Passes a container its secret variables by a file that only its owner reads: the orchestrator passes all others to
/// the container runtime as arguments, and those are open to every account of the machine.
/// </summary>
internal static class ContainerSecrets
{
    /// <returns>The file, one <c>NAME=value</c> a line.</returns>
    /// <exception cref="DistributedApplicationException">A value has several lines, which such a file cannot hold.</exception>
    public static string Write(SuiteDirectory suite, string resource, IEnumerable<EnvironmentEntry> environment)
    {
        var lines = environment.Where(e => e.IsSecret).Select(e => e.Value.AsSpan().ContainsAny('\r', '\n')
            ? throw new DistributedApplicationException($"{resource}: the value of {e.Name} must be one line.")
            : $"{e.Name}={e.Value}\n");
        var path = suite.In($"{resource}.env");
        PrivateFile.Write(path, string.Concat(lines));
        return path;
    }
}
