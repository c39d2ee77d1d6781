using System.Net.Sockets;
using System.Security.Cryptography;
using Garnet;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Nanobot.AllInOne;

/// <summary>
/// A Redis in the process for where none is given: Garnet, on a unix socket that nobody else may open, with a password of its own and nothing
/// kept. It has what limits, budgets and boards ask for, their scripts included; it has no streams, so that events go through memory.
/// </summary>
internal sealed class EmbeddedCache : IAsyncDisposable
{
    private const string ConnectionString = "ConnectionStrings:cache";
    private const string Transport = "Messaging:Transport";
    private const string MostMemory = "64m";

    private readonly GarnetServer _server;
    private readonly DirectoryInfo _directory;

    private readonly string _connectionString;

    private EmbeddedCache()
    {
        _directory = Directory.CreateTempSubdirectory("nanobot-");
        var (socket, password) = (Path.Combine(_directory.FullName, "cache"), RandomNumberGenerator.GetHexString(32));
        _server = new GarnetServer(new GarnetServerOptions(NullLogger.Instance)
        {
            EndPoints = [new UnixDomainSocketEndPoint(socket)],
            UnixSocketPath = socket,
            LogMemorySize = MostMemory,
            PageSize = "1m",
            SegmentSize = "64m",
            IndexMemorySize = "1m",
            EnableLua = true,
            LuaOptions = new LuaOptions(NullLogger.Instance),
            AuthSettings = new PasswordAuthenticationSettings(password),
            QuietMode = true,
        }, NullLoggerFactory.Instance);
        _server.Start();
        _connectionString = $"!{socket},password={password}";
    }

    /// <summary>Starts it where no <c>ConnectionStrings:cache</c> is set; null otherwise.</summary>
    public static EmbeddedCache? StartWhereNone(IReadOnlyDictionary<string, string?> settings) =>
        string.IsNullOrEmpty(settings.GetValueOrDefault(ConnectionString)) ? new EmbeddedCache() : null;

    /// <summary>Sets the modules' connection to it, and that events go through memory.</summary>
    public void GiveTo(Dictionary<string, string?> settings) => (settings[ConnectionString], settings[Transport]) = (_connectionString, "memory");

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
