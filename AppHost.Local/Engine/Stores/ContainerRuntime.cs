using System.ComponentModel;
using Aspire.Hosting.Engine.Launching;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>Finds a container runtime that answers.</summary>
internal static class ContainerRuntime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>docker, podman, or null; a client without its daemon does not count.</summary>
    public static async Task<string?> FindAsync(TimeProvider time, CancellationToken ct)
    {
        foreach (var runtime in (string[])["docker", "podman"])
            if (Programs.Find(runtime) is { } path && await AnswersAsync(path, time, ct))
                return runtime;
        return null;
    }

    private static async Task<bool> AnswersAsync(string path, TimeProvider time, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            return (await Tool.RunAsync(path, ["info"], null, either.Token)).ExitCode == 0;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return false;
        }
    }
}
