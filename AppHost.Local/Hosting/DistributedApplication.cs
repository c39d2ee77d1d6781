using Aspire.Hosting.Engine.Running;
using Aspire.Hosting.Engine.Startup;
using Aspire.Hosting.Engine.State;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application: starts its resources, and stops them in good order.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private const int BadUsage = 2;

    private readonly ServiceProvider _services;
    private readonly IReadOnlyList<IResource> _resources;
    private readonly EntryPointSession? _session = EntryPointSession.Current;
    private bool _isDisposed;

    internal DistributedApplication(
        ServiceProvider services, DistributedApplicationOptions options, SuiteDirectory suite, string appHostDirectory, IReadOnlyList<IResource> resources)
    {
        ModelCheck.Require(resources);
        _services = services;
        _resources = resources;
        var name = options.DashboardApplicationName ?? Path.GetFileName(Path.GetDirectoryName(appHostDirectory.TrimEnd('/'))) ?? "Aspire";
        Suite = new SuiteRun(resources, options, suite, name, services.GetRequiredService<TimeProvider>());
        ResourceNotifications = new ResourceNotificationService(Suite.Board, FindResource);
        ResourceCommands = new ResourceCommandService(Suite);
    }

    /// <summary>Tells how the resources are doing.</summary>
    public ResourceNotificationService ResourceNotifications { get; }

    /// <summary>Starts, stops and restarts resources.</summary>
    public ResourceCommandService ResourceCommands { get; }

    /// <summary>The services of the application itself.</summary>
    public IServiceProvider Services => _services;

    internal SuiteRun Suite { get; }

    /// <summary>Starts the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts the description of an application. A command line that is not understood ends the program with exit code 2.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <inheritdoc cref="CreateBuilder(string[])"/>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        if (EntryPointSession.Current is { } session)
            return session.CreateBuilder(options);
        try
        {
            return new DistributedApplicationBuilder(options);
        }
        catch (CommandLineException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            Environment.Exit(BadUsage);
            throw;
        }
    }

    /// <summary>Starts every resource and returns while they are coming up.</summary>
    /// <exception cref="DistributedApplicationException">The application cannot start; the message names the resource and what to do.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Suite.StartAsync(cancellationToken);
        }
        catch
        {
            await Suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops every resource: services first, then stores.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => Suite.StopAsync();

    /// <summary>Runs the application until Ctrl-C, SIGTERM or the token.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until Ctrl-C, SIGTERM or the token. What cannot start sets the exit code to 1.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_session is not null)
        {
            // The test that described the application through its entry point starts and ends it.
            await _session.Ended;
            return;
        }

        await using (this)
            Environment.ExitCode = await new ConsoleRun(Suite, _services.GetRequiredService<TimeProvider>()).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await Suite.DisposeAsync();
        await _services.DisposeAsync();
        _session?.End();
        GC.SuppressFinalize(this);
    }

    internal IResource? FindResource(string name) =>
        _resources.Concat(Suite.Nodes.Select(n => n.Resource)).FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
}
