using System.Collections.ObjectModel;
using System.Reflection;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Describes an application that this machine runs.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    // Where Aspire keeps it as well: a test that opens the dashboard reads it here.
    private const string BrowserToken = "AppHost:BrowserToken";

    // Written by the build of an AppHost.
    private const string ProjectPath = "apphostprojectpath";

    private readonly DistributedApplicationOptions _options;

    /// <summary>Starts a description.</summary>
    /// <exception cref="DistributedApplicationException">The command line is not understood.</exception>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        var assembly = EntryPointSession.Current?.Assembly ?? Assembly.GetEntryAssembly();
        var built = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == ProjectPath)?.Value;
        AppHostDirectory = options.ProjectDirectory ?? (Directory.Exists(built) ? built : Directory.GetCurrentDirectory());
        Configuration.SetBasePath(AppHostDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            // Many machines have a variable PORT, and it means another program: these two come from the command line only.
            .AddInMemoryCollection([new("port", null), new("ephemeral", null)])
            .AddCommandLine(CommandLine.Normalise(options.Args ?? []));
        Configuration[BrowserToken] ??= DashboardResource.NewKey();
        Suite = new SuiteDirectory(AppHostDirectory, Configuration, options.ForTests);
    }

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public ConfigurationManager Configuration { get; } = new();

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    internal SuiteDirectory Suite { get; }

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.Any(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"The application has two resources named '{resource.Name}'.");
        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc/>
    public virtual DistributedApplication Build()
    {
        foreach (var resource in Resources)
            RequireEnd(resource, []);
        var title = _options.DashboardApplicationName ?? Path.GetFileName(Path.GetDirectoryName(AppHostDirectory.TrimEnd('/'))) ?? "Aspire";
        IResource[] dashboard = _options.DisableDashboard ? []
            : [new DashboardResource(title, Configuration[BrowserToken]!, Suite.IsEphemeral ? null : DashboardResource.UsualPort)];
        return new(new SuiteRun([.. dashboard, .. Resources], Suite, TimeProvider.System));
    }

    // Resources that wait for each other would otherwise show as a suite that never starts.
    private static void RequireEnd(IResource resource, IReadOnlyList<IResource> path)
    {
        if (path.Contains(resource))
            throw new DistributedApplicationException($"Resources wait for each other in a circle: {string.Join(" → ", path.Append(resource).Select(r => r.Name))}.");
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            RequireEnd(wait.Resource is PostgresDatabaseResource database ? database.Parent : wait.Resource, [.. path, resource]);
    }

    private sealed class ResourceCollection : Collection<IResource>, IResourceCollection;
}
