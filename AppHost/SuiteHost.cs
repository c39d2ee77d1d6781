using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost;

/// <summary>Runs the suite from its first line to its end, so that whatever is wrong is told in one line.</summary>
internal static class SuiteHost
{
    /// <summary>Runs until stopped, or publishes, as the arguments say.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="describe">Puts the suite's resources into the model, each module as a process.</param>
    /// <returns>The process's exit code: 0 after an orderly end, 1 where the suite could not start, 2 for wrong options.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IDistributedApplicationBuilder> describe)
    {
        try
        {
            var options = CommandLine.Read(args);
            HostEnvironment.SetDefaults(options);
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
            {
                Args = options,
                DashboardApplicationName = "Nanobot",
                DisableDashboard = !HostEnvironment.HasDashboard(options),
                // Everything is on the loopback without TLS, so nothing is missing where no development certificate is.
                TrustDeveloperCertificate = false,
                DeveloperCertificateDefaultHttpsTerminationEnabled = false,
            });
            HostEnvironment.KeepSettingsFromChildren();
            if (AllInOneShape.IsChosen(builder))
            {
                AllInOneShape.Describe(builder);
            }
            else
            {
                describe(builder);
            }

            if (builder.ExecutionContext.IsRunMode)
            {
                AddRunning(builder);
            }

            await using var application = builder.Build();
            await application.RunAsync();
            return Environment.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // The start was broken off: by a signal, or by whoever has said why.
            return Environment.ExitCode;
        }
        catch (Exception exception) when (exception is UsageException or StartFailedException)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return exception is UsageException ? 2 : 1;
        }
    }

    private static void AddRunning(IDistributedApplicationBuilder builder)
    {
        // What ends the start is told by whoever ends it, once.
        builder.Services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Warning));
        // The host goes last: who waits for it knows that nothing of the suite runs any more.
        builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
        DashboardMemory.Limit(builder);
        builder.Services.AddHostedService<OrderedStop>();
        builder.Services.AddFirst(services => ActivatorUtilities.CreateInstance<SecretRedaction>(services));
        // Tests run many suites side by side, on ports that nobody has chosen.
        if (!builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"))
        {
            FixedPorts.Check(builder.Resources);
            var watched = builder.Resources.Where(SuiteStatus.IsWatched).ToList();
            var operatorKey = builder.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == Suite.OperatorKeyName);
            builder.Services.AddFirst(services => ActivatorUtilities.CreateInstance<SuiteStatus>(services, watched, operatorKey, SuiteDirectory.Of(builder)));
        }
    }

    // Aspire's own hosted service starts only once every resource has been created, those that wait for others included.
    private static void AddFirst(this IServiceCollection services, Func<IServiceProvider, IHostedService> create) =>
        services.Insert(0, ServiceDescriptor.Singleton(create));
}
