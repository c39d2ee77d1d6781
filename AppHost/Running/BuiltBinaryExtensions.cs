namespace Nanobot.AppHost.Running;

/// <summary>Runs projects as what was built together with the AppHost.</summary>
internal static class BuiltBinaryExtensions
{
    private const string Output = "/bin/";

    /// <summary>
    /// Starts the project's binary of the same configuration and framework, where there is one. Aspire's own way, <c>dotnet run --no-build</c>,
    /// keeps a second process of 70 MB for each project and costs a second of its start.
    /// </summary>
    public static IResourceBuilder<ProjectResource> RunBuiltBinary(this IResourceBuilder<ProjectResource> project)
    {
        var path = project.Resource.GetProjectMetadata().ProjectPath;
        var (directory, name) = (Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path));
        var at = AppContext.BaseDirectory.LastIndexOf(Output, StringComparison.Ordinal);
        var binary = Path.Combine(directory, AppContext.BaseDirectory[(at + 1)..], name);
        return at >= 0 && project.ApplicationBuilder.ExecutionContext.IsRunMode && File.Exists(binary)
            ? project.WithAnnotation(new ExecutableAnnotation { Command = binary, WorkingDirectory = directory })
            : project;
    }
}
