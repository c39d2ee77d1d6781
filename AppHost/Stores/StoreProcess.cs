namespace Nanobot.AppHost.Stores;

/// <summary>A store as a process of this machine, with a connection string as the container of the same name would have.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="script">The file of the shell script that runs it.</param>
internal sealed class StoreProcess(string name, string script)
    : ExecutableResource(name, "/bin/sh", Path.GetDirectoryName(script)!), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";

    public ReferenceExpression ConnectionStringExpression { get; set; } = ReferenceExpression.Empty;

    /// <summary>Databases to be made in it once it answers.</summary>
    public List<string> Databases { get; } = [];

    public EndpointReference Endpoint => new(this, EndpointName);
}
