using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Nanobot.Testing.Stores;

namespace Nanobot.ServiceDefaults.Tests.Messaging;

/// <summary>A Redis that a test may take away and bring back, always empty.</summary>
public sealed class OwnRedis : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nanobot-redis-");
    private readonly string _port = FreePort().ToString(CultureInfo.InvariantCulture);
    private LocalProcess? _process;

    public string Connection => $"127.0.0.1:{_port}";

    public void Start() => _process ??= new LocalProcess("KILL", _directory.FullName, Path.Combine(_directory.FullName, "log"),
        ["redis-server", "--port", _port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);

    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        _directory.Delete(recursive: true);
    }

    // Below those that systems give to outgoing connections: one of these could take it while Redis is away.
    private static int FreePort()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
