using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Telemetry;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>Makes an application of a module's definition.</summary>
public static class ModuleHost
{
    /// <summary>
    /// Runs the module from the first line of its process to its end, so that no failure of its configuration passes by the one
    /// place that reports it: a start that fails for it prints one line that says why, and exits with 1.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="module">The module.</param>
    public static async Task RunAsync(string[] args, ModuleDefinition module)
    {
        try
        {
            await Build(WebApplication.CreateBuilder(args), module).RunAsync();
        }
        catch (Exception exception) when (Reason(exception) is { } reason)
        {
            var name = Assembly.GetEntryAssembly()?.GetName().Name;
            await Console.Error.WriteLineAsync($"{name} cannot start: {reason.ReplaceLineEndings(" ")}");
            Environment.ExitCode = 1;
        }
    }

    /// <summary>
    /// Builds the module, ready to start, in a container of its own; a process may hold several. What stands in the section
    /// <c>Modules:{name}</c> of its configuration is the module's alone and goes before what stands outside.
    /// </summary>
    public static WebApplication Build(WebApplicationBuilder builder, ModuleDefinition module)
    {
        OwnSettings.Apply(builder.Configuration, module.Name);
        // Wherever it runs: what lives as long as the process must hold nothing that is one request's, and so one tenant's.
        builder.Host.UseDefaultServiceProvider(static options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
        Register(builder, module);
        StartChecks.LogLevels(builder.Configuration);
        StartChecks.Addresses(builder.Configuration);
        var app = builder.Build();
        StartChecks.Options(app.Services);
        Map(app, module);
        return app;
    }

    private static void Register(WebApplicationBuilder builder, ModuleDefinition module)
    {
        builder.Services.AddSingleton(ModuleContract.Of(module));
        if (module.Pipeline is null)
        {
            builder.AddServiceDefaults(module.Name);
        }
        else
        {
            builder.AddHostDefaults(module.Name);
        }

        foreach (var store in module.Stores)
        {
            store.Add(builder);
        }

        module.Services(builder);
        foreach (var topic in module.Topics)
        {
            topic.AddHandler(builder);
        }

        builder.AddModuleExport();
    }

    private static void Map(WebApplication app, ModuleDefinition module)
    {
        (module.Pipeline ?? ServiceDefaultsExtensions.UseServiceDefaults)(app);
        module.Endpoints(app);
        foreach (var topic in module.Topics)
        {
            topic.Map(app);
        }
    }

    // Null for what is not the configuration's fault: that is a defect, and its stack trace is wanted.
    private static string? Reason(Exception exception) => exception switch
    {
        StartupException or OptionsValidationException => exception.Message,
        // How the framework says that a configuration file cannot be read.
        InvalidDataException unreadable => $"{unreadable.Message} {unreadable.InnerException?.Message}",
        _ => null,
    };
}
