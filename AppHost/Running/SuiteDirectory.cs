using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Nanobot.AppHost.Running;

/// <summary>
/// Where a suite keeps what outlives its processes, and says how it is: one directory for each checkout, port and kind, as <c>up.sh</c>
/// works it out too: <c>{XDG_DATA_HOME or ~/.local/share}/nanobot-aspire/suites/{checkout}-{port or default}[-ephemeral]</c>.
/// </summary>
internal sealed class SuiteDirectory
{
    private const int DefaultPort = 8080;

    private readonly string _key;

    /// <param name="appHost">Directory of the AppHost's project.</param>
    /// <param name="port">The gateway's port.</param>
    /// <param name="isEphemeral">Whether the suite keeps nothing.</param>
    /// <param name="dataHome">Where the user's data is.</param>
    public SuiteDirectory(string appHost, int port, bool isEphemeral, string dataHome)
    {
        var checkout = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHost)))[..12];
        _key = $"{checkout}-{(port == DefaultPort ? "default" : port.ToString(CultureInfo.InvariantCulture))}{(isEphemeral ? "-ephemeral" : "")}";
        Root = Path.Combine(dataHome, "nanobot-aspire", "suites", _key);
    }

    private static string DataHome => Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");

    public string Root { get; }

    public static SuiteDirectory Of(IDistributedApplicationBuilder builder) => new(
        builder.AppHostDirectory, builder.Configuration.GetValue("port", DefaultPort), builder.Configuration.GetValue<bool>("ephemeral"), DataHome);

    /// <summary>The directory of a store's kept data. Root's own directories are closed to the account that PostgreSQL runs as.</summary>
    public string DataOf(string store) =>
        Environment.IsPrivilegedProcess ? Path.Combine("/var/lib/nanobot-aspire", _key, store) : Path.Combine(Root, store);

    /// <summary>Replaces a file, in one step. Only its owner can enter the directory.</summary>
    public void Write(string file, string content)
    {
        Directory.CreateDirectory(Root);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(Root, file);
        File.WriteAllText($"{path}.new", content);
        File.Move($"{path}.new", path, overwrite: true);
    }

    public void Remove(string file)
    {
        if (Directory.Exists(Root))
        {
            File.Delete(Path.Combine(Root, file));
        }
    }
}
