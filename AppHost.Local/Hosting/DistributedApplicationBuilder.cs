using System.Reflection;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine.Startup;
using Aspire.Hosting.Engine.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Describes an application that this machine runs.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder, ISuiteBuilder
{
    private const string BrowserToken = "AppHost:BrowserToken";

    private readonly DistributedApplicationOptions _options;
    private readonly ResourceCollection _resources = [];

    /// <summary>Starts a description.</summary>
    /// <exception cref="DistributedApplicationException">The command line is not understood.</exception>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        AppHostAssembly = AppHostProject.FindAssembly();
        AppHostDirectory = options.ProjectDirectory ?? AppHostProject.FindDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        Configuration = new ConfigurationManager();
        Configuration.SetBasePath(AppHostDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            // Many machines have a variable PORT, and it means another program: these two come from the command line only.
            .AddInMemoryCollection([new("port", null), new("ephemeral", null)])
            .AddCommandLine(CommandLine.Normalise(options.Args ?? []));
        // Where Aspire keeps it as well: a test that opens the dashboard reads it here.
        Configuration[BrowserToken] ??= DashboardHost.NewKey();
        Suite = new SuiteDirectory(AppHostDirectory, Configuration, options.ForTests);
        Services.AddSingleton<IConfiguration>(Configuration);
        Services.AddLogging(logging => logging.AddConfiguration(Configuration.GetSection("Logging")));
        Services.TryAddSingleton(TimeProvider.System);
    }

    /// <summary>Starts a description.</summary>
    /// <exception cref="DistributedApplicationException">The command line is not understood.</exception>
    public DistributedApplicationBuilder(string[] args) : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public ConfigurationManager Configuration { get; }

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    /// <inheritdoc/>
    public IResourceCollection Resources => _resources;

    /// <inheritdoc/>
    public IServiceCollection Services { get; } = new ServiceCollection();

    SuiteDirectory ISuiteBuilder.Suite => Suite;

    internal SuiteDirectory Suite { get; }

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (Resources.TryGetByName(resource.Name, out _))
            throw new DistributedApplicationException($"The application has two resources named '{resource.Name}'.");
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource =>
        new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public virtual DistributedApplication Build()
    {
        _options.BrowserToken = Configuration[BrowserToken];
        return new(Services.BuildServiceProvider(), _options, Suite, AppHostDirectory, [.. Resources]);
    }
}
