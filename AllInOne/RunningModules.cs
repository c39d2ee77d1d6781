using Microsoft.Extensions.Options;
using Nanobot.AllInOne.Install;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.InProcess;

namespace Nanobot.AllInOne;

/// <summary>The modules as applications of their own, on one bus and one network in the memory of the process.</summary>
internal sealed partial class RunningModules : IAsyncDisposable
{
    private readonly List<(string Name, WebApplication App)> _services = [];
    private readonly WebApplication _gateway;
    private readonly ILogger _logger;

    private RunningModules(string[] args, IReadOnlyDictionary<string, string?> settings)
    {
        var (bus, network) = (new MemoryBus(TimeProvider.System), new ProcessNetwork());
        try
        {
            // All are built before one is started: what is published early waits for those that start later.
            foreach (var module in Modules.Services)
            {
                _services.Add((module.Name, Build(args, settings, module, bus, network)));
            }

            _gateway = Build(args, settings, Modules.Gateway, bus, network);
        }
        catch
        {
            Dispose(_services.Select(static service => service.App));
            throw;
        }

        _logger = _gateway.Services.GetRequiredService<ILogger<RunningModules>>();
    }

    /// <summary>Builds all of them, each from its definition.</summary>
    /// <exception cref="StartupException">One cannot be; the message says which and why.</exception>
    public static RunningModules Build(string[] args, IReadOnlyDictionary<string, string?> settings) => new(args, settings);

    /// <summary>Starts the modules side by side, and then the gateway.</summary>
    /// <exception cref="StartupException">One could not start; the message says which and why.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_services.Select(service => StartAsync(service.Name, service.App, cancellationToken)));
        await StartAsync(Modules.Gateway.Name, _gateway, cancellationToken);
        Log.Started(_logger, string.Join(' ', _gateway.Urls));
    }

    /// <summary>Waits for the stop, and stops: the gateway first, which lets what runs come to its end, then the modules.</summary>
    /// <returns>Whether it was asked for: false where a module ended by itself.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var all = _services.Append((Name: Modules.Gateway.Name, App: _gateway)).ToList();
        var ended = all.Select(module => EndOf(module.App)).ToArray();
        var first = await Task.WhenAny([.. ended, SignalOf(stop)]);
        var failed = Array.IndexOf(ended, first);
        if (failed >= 0)
        {
            Log.Ended(_logger, all[failed].Name);
        }

        // One limit for all of it: whoever stops the process waits no longer.
        using var deadline = new CancellationTokenSource(_gateway.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout, TimeProvider.System);
        await StopAsync(_gateway, deadline.Token);
        await Task.WhenAll(_services.Select(service => StopAsync(service.App, deadline.Token)));
        return failed < 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var (_, app) in _services)
        {
            await app.DisposeAsync();
        }
    }

    private static WebApplication Build(string[] args, IReadOnlyDictionary<string, string?> settings, ModuleDefinition module, MemoryBus bus, ProcessNetwork network)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<IHostLifetime, SharedLifetime>();
            builder.AddMemoryBus(bus);
            builder.AddProcessNetwork(network);
            if (module.Name != Modules.Gateway.Name)
            {
                // Only the gateway is reached from outside. A list without an address, since for want of a list the host takes the gateway's.
                builder.Configuration[WebHostDefaults.ServerUrlsKey] = ";";
                builder.ListenInProcess(network, module.Name);
            }

            return ModuleHost.Build(builder, module);
        }
        catch (Exception exception) when (ModuleHost.Reason(exception) is { } reason)
        {
            throw new StartupException($"{module.Name}: {reason}", exception);
        }
    }

    private static async Task StartAsync(string name, WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new StartupException($"{name}: {ModuleHost.Reason(exception) ?? exception.Message}", exception);
        }
    }

    private static async Task StopAsync(WebApplication app, CancellationToken deadline)
    {
        try
        {
            await app.StopAsync(deadline);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            // What did not end in time ends with the process, as when one module is killed.
        }
    }

    private static Task EndOf(WebApplication app) => SignalOf(app.Lifetime.ApplicationStopping);

    private static Task SignalOf(CancellationToken token)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(signal.SetResult);
        return signal.Task;
    }

    private static void Dispose(IEnumerable<IDisposable> apps)
    {
        foreach (var app in apps)
        {
            app.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "All modules run in this process; the gateway listens at {Addresses}")]
        public static partial void Started(ILogger logger, string addresses);

        [LoggerMessage(LogLevel.Critical, "The module {Module} ended by itself; the process ends with it")]
        public static partial void Ended(ILogger logger, string module);
    }
}
