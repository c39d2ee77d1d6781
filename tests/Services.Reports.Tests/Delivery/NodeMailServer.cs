using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>A mail server that others have written (npm's smtp-server); it can be stopped and started again.</summary>
internal sealed class NodeMailServer : IAsyncDisposable
{
    private static readonly Lazy<string> Root = new(FindRoot);
    private static readonly Lazy<string> Installed = new(Install);

    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-mail-").FullName;
    private LocalProcess? _process;
    private int _starts;

    public int Port { get; } = LocalProcess.FreePort();

    /// <summary>Settings of a service that sends by it.</summary>
    public KeyValuePair<string, string?>[] Settings(string security = "none", string? password = "heron") =>
    [
        new("Delivery:Smtp:Host", "127.0.0.1"), new("Delivery:Smtp:Port", Port.ToString(CultureInfo.InvariantCulture)), new("Delivery:Smtp:Security", security),
        new("Delivery:Smtp:From", "苍鹭报告 <reports@nanobot.example>"), new("Delivery:PublicUrl", "https://reports.example"),
        .. password is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("Delivery:Smtp:User", "ada"), new("Delivery:Smtp:Password", password)],
    ];

    public async Task StartAsync()
    {
        _process = new LocalProcess("TERM", _directory, Log(++_starts), ["node", Path.Combine(Root.Value, "build", "mail-server", "server.js"), Installed.Value, Port.ToString(CultureInfo.InvariantCulture)]);
        await Eventually.TrueAsync(IsListeningAsync);
    }

    public void Stop()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>What it has taken since it began, in its order.</summary>
    public List<(string From, string To, string? User, byte[] Content)> Taken() =>
    [
        .. Enumerable.Range(1, _starts).SelectMany(at => File.ReadAllLines(Log(at))).Where(static line => line.StartsWith('{')).Select(static line => JsonDocument.Parse(line).RootElement).Select(static mail =>
            (mail.GetProperty("from").GetString()!, mail.GetProperty("to")[0].GetString()!, mail.TryGetProperty("user", out var user) ? user.GetString() : null, mail.GetProperty("content").GetBytesFromBase64())),
    ];

    public ValueTask DisposeAsync()
    {
        Stop();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Log(int start) => Path.Combine(_directory, $"server-{start}.log");

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nanobot.Aspire.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return root.FullName;
    }

    private static string Install()
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(Root.Value, "build", "mail-server", "install.sh")) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = script.StandardError.ReadToEndAsync();
        var directory = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        return script.ExitCode == 0 ? directory : throw new InvalidOperationException($"smtp-server could not be installed: {said.Result}");
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
