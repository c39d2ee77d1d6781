namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program that runs as a process.</summary>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes
{
    /// <summary>The program: a name on the search path or a path.</summary>
    public string Command { get; } = command;

    /// <summary>The directory it runs in.</summary>
    public string WorkingDirectory { get; } = workingDirectory;
}
