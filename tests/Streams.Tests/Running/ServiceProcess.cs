using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Streams.Tests.Running;

/// <summary>A service as it was built, in a process that is ended, as by a machine's failure or as its operator does, and started again at the same address.</summary>
/// <param name="service">Which one.</param>
/// <param name="name">Its name among others.</param>
/// <param name="directory">Where its log goes.</param>
/// <param name="settings">Its settings.</param>
/// <param name="signal">How it is ended: KILL or TERM.</param>
internal sealed class ServiceProcess(string service, string name, string directory, IReadOnlyDictionary<string, string?> settings, string signal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly int _port = LocalProcess.FreePort();
    private int _starts;
    private LocalProcess? _process;

    public string Name => name;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    private static string Root { get; } = FindRoot();

    /// <summary>The assembly of a service, built as this one was.</summary>
    public static string AssemblyOf(string service) =>
        Path.Combine(Root, service, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", $"{service}.dll");

    public async Task StartAsync()
    {
        var environment = settings.Select(static setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}")
            .Append($"ASPNETCORE_URLS={Address.OriginalString}").Append("Logging__LogLevel__Default=Warning").Append("DOTNET_TieredPGO=0");
        var log = Path.Combine(directory, $"{name}-{++_starts}.log");
        _process = new LocalProcess(signal, directory, log, ["env", .. environment, "dotnet", AssemblyOf(service)]);
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            await Eventually.TrueAsync(() => IsReadyAsync(client), Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{name} does not answer: {await File.ReadAllTextAsync(log)}");
        }
    }

    /// <summary>Ends it: by kill -9 without a chance to finish anything, or as it is asked to.</summary>
    public Task KillAsync() => Task.Run(() => _process!.Dispose());

    public void Dispose() => _process?.Dispose();

    // A gateway is ready with its port, a service with its database too.
    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(service == "Services.Gateway" ? "/alive" : "/health");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Nanobot.Aspire.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("These tests lie in no repository.");
        }

        return directory.FullName;
    }
}
