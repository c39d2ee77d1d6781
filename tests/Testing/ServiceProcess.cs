using System.Diagnostics;
using System.Globalization;
using Nanobot.Testing.Stores;

namespace Nanobot.Testing;

/// <summary>A service as a process of its own, to be killed.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address });

    /// <summary>Leads to it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="service">Its name, such as <c>Services.Chat</c>.</param>
    /// <param name="settings">Its settings; of equal keys the last holds.</param>
    public static async Task<ServiceProcess> StartAsync(string service, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var address = new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{service}.dll"));
        foreach (var (key, value) in settings.Append(new("ASPNETCORE_URLS", address.ToString())))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var started = new ServiceProcess(process, address);
        await Eventually.TrueAsync(started.IsAliveAsync, Patience);
        return started;
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to stop (SIGTERM), and waits for its exit code.</summary>
    public async Task<int> StopAsync()
    {
        LocalProcess.Run(["kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private async Task<bool> IsAliveAsync()
    {
        try
        {
            return (await Client.GetAsync("/health")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
