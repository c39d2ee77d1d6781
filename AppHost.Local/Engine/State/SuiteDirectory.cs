using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine.State;

/// <summary>
/// The directory of one running suite: <c>suites/{checkout}-{port}</c> under the state root. Two suites of one
/// checkout on one port would share stores, so the directory is locked while one runs.
/// </summary>
internal sealed class SuiteDirectory : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string LockFile = "lock";

    private FileStream? _lock;

    public SuiteDirectory(string appHostDirectory, IConfiguration configuration, bool forTests)
    {
        Root = StateRoot.Find(configuration);
        IsEphemeral = configuration.GetValue("ephemeral", defaultValue: forTests);
        HasFixedPorts = !forTests || configuration["port"] is not null;
        var checkout = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory.TrimEnd('/'))))[..12];
        Key = $"{checkout}-{(HasFixedPorts ? configuration["port"] ?? "default" : "test")}";
        if (IsEphemeral)
            Key += HasFixedPorts ? "-ephemeral" : string.Create(CultureInfo.InvariantCulture, $"-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        Path = System.IO.Path.Combine(Root, "suites", Key);
        Secrets = new SecretStore(System.IO.Path.Combine(Path, "secrets.json"));
    }

    public string Root { get; }

    public string Key { get; }

    public string Path { get; }

    /// <summary>Whether the data goes when the suite ends.</summary>
    public bool IsEphemeral { get; }

    /// <summary>Whether the ports of the application model are used; tests run side by side on free ones.</summary>
    public bool HasFixedPorts { get; }

    public SecretStore Secrets { get; }

    /// <exception cref="DistributedApplicationException">Another suite holds it.</exception>
    public void Acquire()
    {
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
        AbandonedSuites.Remove(System.IO.Path.GetDirectoryName(Path)!, LockFile, [Path]);
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
}
