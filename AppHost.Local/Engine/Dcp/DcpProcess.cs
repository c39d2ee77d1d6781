using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>Starts Aspire's orchestrator. It watches this process and ends everything it started when this process is gone.</summary>
internal static class DcpProcess
{
    // The children inherit the orchestrator's environment; these would point them to the AppHost's own settings.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "HTTP_PORTS", "HTTPS_PORTS"];

    public static async Task<DcpClient> StartAsync(SuiteDirectory suite, string? containerRuntime, TimeProvider time, CancellationToken ct)
    {
        var session = suite.CreateSession();
        var kubeconfig = Path.Combine(session, "kubeconfig");
        string[] runtime = containerRuntime is null ? [] : ["--container-runtime", containerRuntime];
        var start = new ProcessStartInfo(
            Path.Combine(suite.Bundle, "dcp", "dcp"),
            ["start-apiserver", "--monitor", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "--detach", "--kubeconfig", kubeconfig, .. runtime])
        {
            Environment = { ["DCP_SESSION_FOLDER"] = session },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in NotInherited)
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        DcpClient? client = null;
        await DcpClient.PollAsync("start", async () =>
        {
            if (process is { HasExited: true, ExitCode: not 0 })
                throw new DistributedApplicationException(
                    $"Aspire's orchestrator ended with exit code {process.ExitCode}: {(await process.StandardError.ReadToEndAsync(ct)).Trim()}");
            client ??= File.Exists(kubeconfig) ? Connect(await File.ReadAllTextAsync(kubeconfig, ct), time) : null;
            // The file is written a moment before the port is open.
            return client is not null && await client.IsReadyAsync(ct);
        }, time, ct);
        return client!;
    }

    // Null while the file is still being written.
    private static DcpClient? Connect(string kubeconfig, TimeProvider time)
    {
        string Value(string key) => Regex.Match(kubeconfig, $@"\b{key}:\s*""?([^\s""]+)").Groups[1].Value;
        return Value("server") is { Length: > 0 } server && Value("token") is { Length: > 0 } token && Value("certificate-authority-data") is { Length: > 0 } authority
            ? new(new Uri(server), token, X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(authority))), time)
            : null;
    }
}
