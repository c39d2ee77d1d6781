using System.Globalization;
using Nanobot.Testing.Stores;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>A Redis that a test may take away and bring back, always empty.</summary>
public sealed class OwnRedis : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nanobot-redis-");
    private readonly string _port = LocalProcess.FreePort().ToString(CultureInfo.InvariantCulture);
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
}
