using Aspire.Hosting.Engine;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>An application: starts its resources, and stops them in good order.</summary>
public class DistributedApplication : IAsyncDisposable
{
    private const int BadUsage = 2;

    private readonly EntryPointSession? _session = EntryPointSession.Current;
    private readonly SuiteRun _suite;
    private bool _isDisposed;

    internal DistributedApplication(SuiteRun suite)
    {
        _suite = suite;
        ResourceCommands = new ResourceCommandService(suite);
    }

    /// <summary>Tells how the resources are doing.</summary>
    public ResourceNotificationService ResourceNotifications => _suite.Notifications;

    /// <summary>Starts, stops and restarts resources.</summary>
    public ResourceCommandService ResourceCommands { get; }

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
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _suite.StartAsync(cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops every resource: services first, then stores.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _suite.StopAsync().WaitAsync(cancellationToken);

    /// <summary>Runs the application until Ctrl-C, SIGTERM or the token.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until Ctrl-C, SIGTERM or the token. What cannot start sets the exit code to 1.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_session is not null)
        {
            // The test that described the application through its entry point starts and ends it.
            await _session.Ended;
            return;
        }

        await using (this)
            Environment.ExitCode = await new ConsoleRun(_suite).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _suite.DisposeAsync();
        _session?.End();
    }

    internal IResource? FindResource(string name) => _suite.Resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The application model is wrong, or the application cannot be started; the message says what to do.</summary>
public class DistributedApplicationException(string message, Exception? inner = null) : Exception(message, inner);
