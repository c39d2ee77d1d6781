using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>How to reach a running orchestrator: the three values that its kubeconfig holds.</summary>
internal sealed record DcpKubeconfig(Uri Server, string Token, X509Certificate2 Authority)
{
    /// <summary>Null while the file is still being written.</summary>
    public static DcpKubeconfig? TryParse(string text)
    {
        var server = Value(text, "server:");
        var token = Value(text, "token:");
        var authority = Value(text, "certificate-authority-data:");
        return server is null || token is null || authority is null
            ? null
            : new(new Uri(server), token, X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(authority))));
    }

    private static string? Value(string text, string key) => text.Split('\n')
        .Select(line => line.Trim().TrimStart('-').TrimStart())
        .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim().Trim('"') is { Length: > 0 } value ? value : null;
}
