using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine.State;

/// <summary>
/// The directory of one running suite: <c>suites/{checkout}-{port}</c> below <c>Local:StateDirectory</c> or the user's
/// data directory, never in the repository. Two suites of one checkout on one port would share stores, so it is locked while one runs.
/// </summary>
internal sealed class SuiteDirectory : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string LockFile = "lock";

    private readonly string _root;
    private FileStream? _lock;

    public SuiteDirectory(string appHostDirectory, IConfiguration configuration, bool forTests)
    {
        _root = configuration["Local:StateDirectory"] is { Length: > 0 } configured
            ? System.IO.Path.GetFullPath(configured)
            : System.IO.Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "nanobot-aspire");
        IsEphemeral = configuration.GetValue("ephemeral", defaultValue: forTests);
        HasFixedPorts = !forTests || configuration["port"] is not null;
        var checkout = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory.TrimEnd('/'))))[..12];
        Key = $"{checkout}-{(HasFixedPorts ? configuration["port"] ?? "default" : "test")}";
        if (IsEphemeral)
            Key += HasFixedPorts ? "-ephemeral" : string.Create(CultureInfo.InvariantCulture, $"-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        Path = System.IO.Path.Combine(_root, "suites", Key);
        Secrets = new SecretStore(In("secrets.json"));
    }

    public string Key { get; }

    public string Path { get; }

    /// <summary>Whether the data goes when the suite ends.</summary>
    public bool IsEphemeral { get; }

    /// <summary>Whether the ports of the application model are used; tests run side by side on free ones.</summary>
    public bool HasFixedPorts { get; }

    public SecretStore Secrets { get; }

    /// <summary>The extracted bundle of the Aspire CLI: orchestrator and dashboard.</summary>
    public string Bundle => System.IO.Path.Combine(_root, $"aspire-{AspireVersion}", "bundle");

    private static string AspireVersion =>
        typeof(SuiteDirectory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == nameof(AspireVersion)).Value!;

    /// <exception cref="DistributedApplicationException">Another suite holds it, or Aspire's programs are not there.</exception>
    public void Acquire()
    {
        if (!File.Exists(System.IO.Path.Combine(Bundle, "dcp", "dcp")))
            throw new DistributedApplicationException(
                $"Aspire's orchestrator {AspireVersion} is not installed ({Bundle}/dcp/dcp is missing). Run ./up.sh once: it installs what the suite needs.");
        Directory.CreateDirectory(Path, Private);
        try
        {
            _lock = new FileStream(In(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DistributedApplicationException(
                "This checkout runs already on the same port. Stop it (./up.sh --stop, or Ctrl-C where it runs), or choose another port with --port.");
        }

        if (IsEphemeral)
            foreach (var left in Directory.EnumerateFiles(Path).Where(f => System.IO.Path.GetFileName(f) != LockFile))
                File.Delete(left);
        RemoveAbandoned();
    }

    /// <summary>
    /// Makes the folder of an orchestrator's session, whose sockets need a short path. The orchestrator removes it at the end,
    /// unless it is killed together with this process: then the next start does.
    /// </summary>
    public string CreateSession()
    {
        foreach (var left in Sessions(Key))
            Directory.Delete(left, recursive: true);
        return Directory.CreateTempSubdirectory(SessionPrefix(Key)).FullName;
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (_lock is null)
            return;
        if (IsEphemeral)
            Directory.Delete(Path, recursive: true);
        _lock.Dispose();
        _lock = null;
    }

    private static string SessionPrefix(string key) => $"nanobot-dcp-{key}-";

    private static string[] Sessions(string key) => Directory.GetDirectories(System.IO.Path.GetTempPath(), $"{SessionPrefix(key)}*");

    // Ephemeral suites that were killed: their locks are free and nobody comes back to them.
    private void RemoveAbandoned()
    {
        foreach (var key in Directory.EnumerateDirectories(System.IO.Path.GetDirectoryName(Path)!).Select(d => System.IO.Path.GetFileName(d)!)
            .Where(k => k != Key && (k.EndsWith("-ephemeral", StringComparison.Ordinal) || k.Contains("-test-", StringComparison.Ordinal))))
        {
            var suite = System.IO.Path.Combine(_root, "suites", key);
            try
            {
                using var held = new FileStream(System.IO.Path.Combine(suite, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                foreach (var left in Sessions(key).Append(PostgresAccount.DataRoot(key, suite)).Append(suite).Where(Directory.Exists))
                    Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It runs, or another start removes it at this moment.
            }
        }
    }
}
