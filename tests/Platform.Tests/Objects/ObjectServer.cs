using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Objects;

/// <summary>A server of npm's that objects are kept in, with a directory of its own; it can be stopped and started again.</summary>
public sealed class ObjectServer : IAsyncDisposable
{
    private static readonly Lazy<string> Installed = new(Install);

    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-objects-").FullName;
    private readonly Func<ObjectServer, string[]> _command;
    private LocalProcess? _process;

    private ObjectServer(Func<ObjectServer, string[]> command) => (_command, Port) = (command, LocalProcess.FreePort());

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    // It makes the tokens of its pages by a cipher that OpenSSL 3 counts among the old ones.
    public static Task<ObjectServer> StartS3Async() => StartAsync(static server =>
        ["--openssl-legacy-provider", Module("s3rver/bin/s3rver.js"), "-d", server._directory, "-p", server.PortText, "-a", "127.0.0.1", "--silent"]);

    // Without the last switch it would tell its maker of its use.
    public static Task<ObjectServer> StartAzureAsync() => StartAsync(static server =>
        [Module("azurite/dist/src/blob/main.js"), "--blobPort", server.PortText, "--blobHost", "127.0.0.1", "-l", server._directory, "--silent", "--skipApiVersionCheck", "--disableTelemetry"]);

    public async Task StartAsync()
    {
        _process = new LocalProcess("TERM", _directory, Path.Combine(_directory, "server.log"), ["node", .. _command(this)]);
        await Eventually.TrueAsync(IsListeningAsync);
    }

    public void Stop()
    {
        _process?.Dispose();
        _process = null;
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<ObjectServer> StartAsync(Func<ObjectServer, string[]> command)
    {
        var server = new ObjectServer(command);
        await server.StartAsync();
        return server;
    }

    private static string Module(string file) => Path.Combine(Installed.Value, "node_modules", file);

    private static string Install()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Nanobot.Aspire.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        using var script = Process.Start(new ProcessStartInfo(Path.Combine(root.FullName, "build", "object-servers", "install.sh")) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = script.StandardError.ReadToEndAsync();
        var directory = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        return script.ExitCode == 0 ? directory : throw new InvalidOperationException($"s3rver and azurite could not be installed: {said.Result}");
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
