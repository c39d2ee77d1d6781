using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Programs of this machine that run to their end.</summary>
internal static class Tool
{
    private static readonly TimeSpan RuntimePatience = TimeSpan.FromSeconds(5);

    /// <summary>The path of a program, found as a shell would, or null.</summary>
    public static string? Find(string command) => command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? File.Exists(command) ? Path.GetFullPath(command) : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, command)).FirstOrDefault(File.Exists);

    /// <param name="input">What it reads; secrets go this way and never as arguments.</param>
    /// <returns>The exit code and everything it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, string? input, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Somebody else's home may be closed to the user that the program changes to.
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} could not be started.");
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, $"{await output}{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The container runtime that answers: docker, podman, or null; a client without its daemon does not count.</summary>
    public static async Task<string?> FindContainerRuntimeAsync(CancellationToken ct)
    {
        foreach (var runtime in (string[])["docker", "podman"])
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(RuntimePatience);
            try
            {
                if (Find(runtime) is { } path && (await RunAsync(path, ["info"], null, patience.Token)).ExitCode == 0)
                    return runtime;
            }
            catch (Exception e) when (e is OperationCanceledException or Win32Exception or IOException && !ct.IsCancellationRequested)
            {
                // It does not answer.
            }
        }

        return null;
    }
}
