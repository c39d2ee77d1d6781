using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Nanobot.AppHost.Running;

/// <summary>The environment of the AppHost, which the suite's processes inherit.</summary>
internal static class HostEnvironment
{
    private const int DashboardPort = 18888;
    private const string UsualPort = "--port=8080";
    private const string Loopback = "localhost,.localhost,127.0.0.1,::1,[::1]";

    // Milliseconds, in hexadecimal, as the runtime reads its variables. Eight processes start on a developer's few cores: each compiles
    // again what it calls often only once it has called nothing new for a second, which is after the start and not during it.
    private const string RecompilingDelay = "3E8";

    private static readonly string[] Proxies = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    private static readonly string[] Exceptions = ["no_proxy", "NO_PROXY"];
    private static readonly string[] OwnSections = ["Ai__", "Objects__", "Parameters__"];

    /// <summary>
    /// What a launch profile would say, so that every way of starting is the same: a development host, its dashboard on the loopback and so
    /// without a certificate, on its usual port or, where the suite has a port of its own, on a free one: suites that start side by side
    /// would both find the usual one free.
    /// </summary>
    /// <param name="options">The command line as <see cref="CommandLine"/> reads it.</param>
    public static void SetDefaults(string[] options)
    {
        SpareLoopback();
        Default("DOTNET_ENVIRONMENT", "Development");
        Default("DOTNET_TC_CallCountingDelayMs", RecompilingDelay);
        Default("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        if (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null)
        {
            var isUsual = !Array.Exists(options, static option => option.StartsWith("--port=", StringComparison.Ordinal) && option != UsualPort);
            var port = isUsual && FixedPorts.IsFree(DashboardPort) ? DashboardPort : FixedPorts.FindFree();
            Default("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
        }
    }

    /// <summary>False where <c>--Dashboard:Enabled false</c> says so: nothing collects traces, metrics and logs then, and no module makes any.</summary>
    /// <param name="options">The command line as <see cref="CommandLine"/> reads it.</param>
    public static bool HasDashboard(string[] options) => HasDashboard(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options).Build());

    /// <summary>As <see cref="HasDashboard(string[])"/>, from the AppHost's configuration.</summary>
    public static bool HasDashboard(IConfiguration configuration) => configuration.GetValue("Dashboard:Enabled", true);

    // Orchestrator, dashboard, telemetry and the services themselves are on this machine, where no proxy of a company's finds them.
    private static void SpareLoopback()
    {
        if (!Array.Exists(Proxies, static name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
        {
            return;
        }

        var named = Exceptions.Select(Environment.GetEnvironmentVariable).FirstOrDefault(static value => value is { Length: > 0 });
        if (named?.EndsWith(Loopback, StringComparison.Ordinal) == true)
        {
            return;
        }

        foreach (var name in Exceptions)
        {
            Environment.SetEnvironmentVariable(name, named is null ? Loopback : $"{named},{Loopback}");
        }
    }

    /// <summary>
    /// Takes the AppHost's own settings, which it has read by now, out of what its processes inherit: the model's key is for those services
    /// that the application model gives it to.
    /// </summary>
    public static void KeepSettingsFromChildren()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => (string)entry.Key))
        {
            if (Array.Exists(OwnSections, section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }

    private static void Default(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
