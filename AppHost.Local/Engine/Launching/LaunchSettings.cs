using System.Text.Json;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Reads the environment of a project's first profile, as <c>dotnet run</c> would.</summary>
internal static class LaunchSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IEnumerable<KeyValuePair<string, string>> ReadEnvironment(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(path))
            return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.GetProperty("profiles").EnumerateObject()
                .Where(p => p.Value.TryGetProperty("commandName", out var command) && command.GetString() == "Project")
                .Take(1)
                .SelectMany(p => p.Value.TryGetProperty("environmentVariables", out var variables) ? variables.EnumerateObject() : default)
                .Select(v => KeyValuePair.Create(v.Name, v.Value.GetString() ?? ""))
                .ToArray();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
