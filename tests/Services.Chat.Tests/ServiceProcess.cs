using System.Diagnostics;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Chat.Tests;

/// <summary>The service as a process of its own, on the stores of a host, to be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Client) = (process, new HttpClient { BaseAddress = address });

    public HttpClient Client { get; }

    /// <summary>Starts it, and waits until it answers.</summary>
    public static async Task<ServiceProcess> StartAsync(ChatHost host, ScriptedModel model, Dictionary<string, string?> settings)
    {
        var address = new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Services.Chat.dll"));
        foreach (var (key, value) in model.Settings.Concat(host.ProcessSettings).Append(new("ASPNETCORE_URLS", address.ToString())).Concat(settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, address);
        await Testing.Eventually.TrueAsync(service.IsAliveAsync, Patience);
        return service;
    }

    public void Kill() => _process.Kill();

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
