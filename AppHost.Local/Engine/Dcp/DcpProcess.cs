using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>Starts Aspire's orchestrator. It watches this process and ends everything it started when this process is gone.</summary>
internal static class DcpProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    // The children inherit the orchestrator's environment; these would point them to the AppHost's own settings.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "HTTP_PORTS", "HTTPS_PORTS"];

    public static async Task<DcpClient> StartAsync(string dcpPath, string? containerRuntime, TimeProvider time, CancellationToken ct)
    {
        // Its folder is short-lived and its sockets need a short path; it removes the folder itself.
        var session = new DcpSessions(Path.GetTempPath(), time).Create();
        var kubeconfig = Path.Combine(session, "kubeconfig");
        var start = new ProcessStartInfo(dcpPath)
        {
            ArgumentList =
            {
                "start-apiserver", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--detach", "--kubeconfig", kubeconfig,
            },
            Environment = { ["DCP_SESSION_FOLDER"] = session },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (containerRuntime is not null)
        {
            start.ArgumentList.Add("--container-runtime");
            start.ArgumentList.Add(containerRuntime);
        }

        foreach (var name in NotInherited)
            start.Environment.Remove(name);
        using var process = Process.Start(start) ?? throw new DistributedApplicationException($"Aspire's orchestrator could not be started: {dcpPath}");
        var client = new DcpClient(await WaitForKubeconfigAsync(process, kubeconfig, time, ct), time);
        await client.WaitUntilReadyAsync(ct);
        return client;
    }

    private static async Task<DcpKubeconfig> WaitForKubeconfigAsync(Process process, string path, TimeProvider time, CancellationToken ct)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < Patience;)
        {
            if (File.Exists(path) && DcpKubeconfig.TryParse(await File.ReadAllTextAsync(path, ct)) is { } found)
                return found;
            if (process.HasExited && process.ExitCode != 0)
                throw new DistributedApplicationException(
                    $"Aspire's orchestrator ended with exit code {process.ExitCode}: {(await process.StandardError.ReadToEndAsync(ct)).Trim()}");
            await Task.Delay(Interval, time, ct);
        }

        throw new DistributedApplicationException($"Aspire's orchestrator did not answer within {Patience.TotalSeconds:0} s.");
    }
}
