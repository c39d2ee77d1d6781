using Aspire.Hosting.Engine.Launching;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>
/// The account that PostgreSQL runs as. It refuses to run as root; root changes to the account that the
/// distribution's package made, with setpriv, which becomes the server instead of staying its parent.
/// </summary>
internal sealed class PostgresAccount
{
    private const string User = "postgres";

    public bool IsChanged { get; } = Environment.IsPrivilegedProcess;

    /// <summary>Where data lives: the state directory of root is closed to the other account.</summary>
    public string DataRoot(string suiteKey, string suitePath) => IsChanged ? $"/var/lib/nanobot-aspire/{suiteKey}" : suitePath;

    public void Check(string resource)
    {
        if (IsChanged && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{User}:", StringComparison.Ordinal)))
            throw new DistributedApplicationException(
                $"{resource}: PostgreSQL does not run as root, and there is no account '{User}'. Install the distribution's postgresql package, or run as another user.");
    }

    public (string Program, IReadOnlyList<string> Arguments) Run(string program, params IReadOnlyList<string> arguments) => IsChanged
        ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", "--", program, .. arguments])
        : (program, arguments);

    public async Task CreateDirectoryAsync(string path, CancellationToken ct)
    {
        if (IsChanged)
            await InstallAsync(["-d", "-o", User, "-g", User, "-m", "700", path], null, ct);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file that only the account can read.</summary>
    public Task WriteAsync(string path, string content, CancellationToken ct) =>
        InstallAsync(IsChanged ? ["-o", User, "-g", User, "-m", "600", "/dev/stdin", path] : ["-m", "600", "/dev/stdin", path], content, ct);

    private static async Task InstallAsync(IEnumerable<string> arguments, string? input, CancellationToken ct)
    {
        var (exitCode, output) = await Tool.RunAsync("install", arguments, input, ct);
        if (exitCode != 0)
            throw new DistributedApplicationException($"PostgreSQL's directory could not be prepared: {output}");
    }
}
