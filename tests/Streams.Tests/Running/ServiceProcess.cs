using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Streams.Tests.Running;

/// <summary>A service as it was built, in a process that is ended, as by a machine's failure or as its operator does, and started again at the same address.</summary>
/// <param name="build">Of which version.</param>
/// <param name="service">Which one.</param>
/// <param name="name">Its name among others.</param>
/// <param name="directory">Where its log goes.</param>
/// <param name="settings">Its settings, as they are when it is started.</param>
/// <param name="signal">How it is ended: KILL or TERM.</param>
internal sealed class ServiceProcess(
    Build build, string service, string name, string directory, Func<IEnumerable<KeyValuePair<string, string?>>> settings, string signal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly int _port = LocalProcess.FreePort();
    private int _starts;
    private LocalProcess? _process;

    public string Name => name;

    /// <summary>What runs it in place of this machine itself, such as a shell of a namespace of its own; it becomes the service.</summary>
    public IReadOnlyList<string> Within { get; set; } = [];

    /// <summary>Its id; of a service that is not started none.</summary>
    public int? Id => _process?.Id;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Whether it runs, also where it is paused.</summary>
    public bool IsRunning => _process is { IsRunning: true };

    /// <summary>Its last log.</summary>
    private string Log => Path.Combine(directory, $"{name}-{_starts}.log");

    /// <summary>Starts it and waits until it is ready: a gateway with its port, a service with its database too.</summary>
    public Task StartAsync() => StartAsync(service == "Services.Gateway" ? "/alive" : "/health");

    /// <summary>Starts it and waits until it listens, however its stores are.</summary>
    public Task StartListeningAsync() => StartAsync("/alive");

    /// <summary>Ends it: by kill -9 without a chance to finish anything, or as it is asked to.</summary>
    public Task KillAsync() => Task.Run(() => _process!.Dispose());

    /// <summary>Lets it stand still (SIGSTOP), with all that it holds.</summary>
    public Task PauseAsync() => Task.Run(() => _process!.Signal("STOP"));

    /// <summary>Lets it go on (SIGCONT).</summary>
    public Task ResumeAsync() => Task.Run(() => _process!.Signal("CONT"));

    /// <summary>What its last log says at its end.</summary>
    public string LastWords() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(20)) : "";

    /// <summary>All that it has logged, in all of its starts.</summary>
    public IEnumerable<string> LogLines() => Directory.GetFiles(directory, $"{name}-*.log").SelectMany(File.ReadLines);

    public void Dispose() => _process?.Dispose();

    private async Task StartAsync(string ready)
    {
        var environment = settings().Select(static setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}")
            .Append($"ASPNETCORE_URLS={Address.OriginalString}").Append("Logging__LogLevel__Default=Warning").Append("DOTNET_TieredPGO=0");
        _starts++;
        _process = new LocalProcess(signal, directory, Log, [.. Within, "env", .. environment, "dotnet", build.AssemblyOf(service)]);
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            await Eventually.TrueAsync(() => IsReadyAsync(client, ready), Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{name} does not answer: {await File.ReadAllTextAsync(Log)}");
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, string ready)
    {
        try
        {
            using var answer = await client.GetAsync(ready);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
