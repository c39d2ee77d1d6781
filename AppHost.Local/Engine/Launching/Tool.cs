using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Runs a short-lived program to its end.</summary>
internal static class Tool
{
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
            process.Kill();
            throw;
        }
    }
}
