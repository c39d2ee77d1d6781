namespace Aspire.Hosting;

/// <summary>Where a project is; the build makes one class for each project that the AppHost hosts.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The path of the project file.</summary>
    string ProjectPath { get; }
}

/// <summary>A resource whose endpoints others find by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>Adds projects to an application.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project by the class that the build made for it.</summary>
    /// <typeparam name="TProject">The class, such as <c>Projects.Services_Gateway</c>.</typeparam>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(new TProject());

    /// <summary>Adds a project by the path of its file, relative to the AppHost's directory.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(new ProjectPathMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)));

    /// <summary>Runs several processes of the project behind one address.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas));
    }

    private sealed record ProjectPathMetadata(string ProjectPath) : IProjectMetadata;
}

/// <summary>Adds programs to an application.</summary>
public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program; the directory is relative to the AppHost's.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
            .WithAnnotation(new CommandLineArgsAnnotation(args ?? []));
}
