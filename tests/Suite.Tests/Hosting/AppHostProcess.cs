using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Nanobot.AppHost.Running;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>The AppHost as a process of its own, with a home of its own: secrets and data of the machine's user are left alone.</summary>
internal sealed class AppHostProcess : IDisposable
{
    private static readonly string Root = FindRoot();

    // Its own output, of this configuration and framework: beside the tests it would meet their versions of its packages.
    private static readonly string Host = Path.Combine(Root, "AppHost", AppContext.BaseDirectory[(AppContext.BaseDirectory.LastIndexOf("/bin/", StringComparison.Ordinal) + 1)..], "AppHost.dll");
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Process _process;
    private readonly string _status;

    /// <param name="home">Where the process keeps secrets and status.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">What differs in its environment from the tests'.</param>
    public AppHostProcess(Home home, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Host, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home.Directory;
        start.Environment["XDG_DATA_HOME"] = home.DataHome;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _status = Path.Combine(home.DataHome, "nanobot-aspire", "suites");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    /// <summary>The one line that says why it did not start.</summary>
    public string Error => Assert.Single(_output, line => line.StartsWith("error: ", StringComparison.Ordinal));

    /// <summary>Waits until the suite says that it is so.</summary>
    public Task StatusAsync(Func<string, bool> isSo) => Eventually.GetAsync(
        () =>
        {
            var status = Directory.Exists(_status) ? Directory.EnumerateFiles(_status, "status", SearchOption.AllDirectories).Select(File.ReadAllText).FirstOrDefault("") : "";
            return Task.FromResult(_process.HasExited ? throw new InvalidOperationException($"It has ended: {Output}") : status);
        },
        isSo, TimeSpan.FromSeconds(180));

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Nanobot.Aspire.sln")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }

    /// <summary>A home directory, a free port, and the kept data that belongs to both; gone after the test.</summary>
    internal sealed class Home : IDisposable
    {
        public Home() => Data = new SuiteDirectory(Path.Combine(Root, "AppHost"), Port, isEphemeral: false, DataHome).DataOf("postgres");

        public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("nanobot-home-").FullName;

        public int Port { get; } = LocalProcess.FreePort();

        public string DataHome => Path.Combine(Directory, "data");

        /// <summary>Where a suite on this port keeps PostgreSQL's data.</summary>
        public string Data { get; }

        public IReadOnlyList<string> Kept => ["--port", Port.ToString(CultureInfo.InvariantCulture)];

        public IReadOnlyList<string> Ephemeral => [.. Kept, "--ephemeral"];

        public void Dispose()
        {
            System.IO.Directory.Delete(Directory, recursive: true);
            if (System.IO.Directory.Exists(Data))
            {
                System.IO.Directory.Delete(Path.GetDirectoryName(Data)!, recursive: true);
            }
        }
    }
}
