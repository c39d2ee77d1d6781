namespace Aspire.Hosting.Engine.Startup;

internal sealed class ProjectPathMetadata(string path) : IProjectMetadata
{
    public string ProjectPath { get; } = path;
}
