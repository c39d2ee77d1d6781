using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nanobot.Testing.Stores;

/// <summary>
/// A store's process that ends with the tests, even when they are killed: a shell holds our pipe, stops its child when the
/// pipe closes, and removes what the store leaves behind.
/// </summary>
public sealed class LocalProcess : IDisposable
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly Process _shell;
    private int _isDisposed;

    private const string Script = """
        log=$1; signal=$2; leftovers=$3; shift 3
        "$@" >"$log" 2>&1 </dev/null & pid=$!
        echo $pid; exec >/dev/null 2>&1
        cat
        kill -$signal $pid; wait $pid
        [ -z "$leftovers" ] || rm -rf -- "$leftovers"
        """;

    public LocalProcess(string stopSignal, string workingDirectory, string logFile, IEnumerable<string> command, string leftovers = "")
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = workingDirectory };
        foreach (var argument in (string[])["-c", Script, "store", logFile, stopSignal, leftovers])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        _shell = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        Id = int.Parse(_shell.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The shell ended at once."), CultureInfo.InvariantCulture);
    }

    /// <summary>Its id.</summary>
    public int Id { get; }

    /// <summary>Whether it runs, also where it is paused.</summary>
    public bool IsRunning => Directory.Exists($"/proc/{Id}") && !File.ReadAllText($"/proc/{Id}/stat").Contains(") Z ", StringComparison.Ordinal);

    /// <summary>
    /// A port that nobody listens on and that this process has given to nobody else. Not from the range that systems take for outgoing
    /// connections: one of these could take it before it is used, or while what uses it is away.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(4_000, 10_000);
            if (!Given.TryAdd(port, true))
            {
                continue;
            }

            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static void Run(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', command)} did not end within {Longest.TotalSeconds:0} s.");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} exited with {process.ExitCode}: {error.Result}{output.Result}");
        }
    }

    /// <summary>Sends it a signal: KILL, STOP, CONT.</summary>
    public void Signal(string signal) => Run(["kill", $"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _shell.StandardInput.Close();
        if (!_shell.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _shell.Kill(entireProcessTree: true);
        }

        _shell.Dispose();
    }
}
