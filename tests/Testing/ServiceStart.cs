using System.Diagnostics;
using System.Reflection;

namespace Nanobot.Testing;

/// <summary>What a start of a service's own process, one that is meant to fail, left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
public sealed record ServiceStart(int ExitCode, string Output, string Error)
{
    /// <summary>Starts the service of <typeparamref name="TProgram"/> and waits until it has ended.</summary>
    /// <param name="settings">Its configuration, as environment variables (<c>Reports__Poll</c>).</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<ServiceStart> RunAsync<TProgram>(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments) =>
        RunAsync(typeof(TProgram).Assembly, settings, arguments);

    /// <summary>As <see cref="RunAsync{TProgram}"/>, for a program that is told by its assembly; it may also succeed.</summary>
    public static async Task<ServiceStart> RunAsync(Assembly program, IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var service = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Eventually.Deadline);
        try
        {
            var output = service.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = await service.StandardError.ReadToEndAsync(deadline.Token);
            await service.WaitForExitAsync(deadline.Token);
            return new ServiceStart(service.ExitCode, await output, error);
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill(entireProcessTree: true);
            }
        }
    }
}
