using System.Text.Json;

namespace Aspire.Hosting.Engine.State;

/// <summary>
/// Tells other programs of this user (up.sh) how the suite is doing: <c>run.json</c> in its directory, there while it runs.
/// </summary>
internal sealed class RunFile(string path)
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private string? _written;

    /// <param name="state">starting, healthy, unhealthy or failed.</param>
    /// <param name="message">What failed.</param>
    /// <param name="endpoints">Resource name to address.</param>
    /// <param name="dashboard">The address with its token.</param>
    public void Write(string state, string? message, IReadOnlyDictionary<string, string> endpoints, string? dashboard)
    {
        var content = JsonSerializer.Serialize(new { Pid = Environment.ProcessId, state, message, endpoints, dashboard }, Snake);
        if (content == _written)
            return;
        PrivateFile.Write(path, content);
        _written = content;
    }

    public void Delete() => File.Delete(path);
}
