using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>Runs a service from its first line to its end, so that no failure of its configuration passes by the one place that reports it.</summary>
public static class ServiceHost
{
    /// <summary>Runs until stopped. A start that fails for its configuration prints one line that says why, and exits with 1.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="add">Registers what the service needs.</param>
    /// <param name="map">Makes its pipeline and its endpoints.</param>
    public static async Task RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            add(builder);
            StartChecks.LogLevels(builder.Configuration);
            StartChecks.Addresses(builder.Configuration);
            var app = builder.Build();
            StartChecks.Options(app.Services);
            map(app);
            await app.RunAsync();
        }
        catch (Exception exception) when (Reason(exception) is { } reason)
        {
            var name = Assembly.GetEntryAssembly()?.GetName().Name;
            await Console.Error.WriteLineAsync($"{name} cannot start: {reason.ReplaceLineEndings(" ")}");
            Environment.ExitCode = 1;
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
