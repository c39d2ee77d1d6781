using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Nanobot.Isolation.Tests;

/// <summary>One operation of one service, as its OpenAPI document states it.</summary>
public sealed partial record Route(string Service, string Method, string Path, JsonNode? BodySchema, string? BodyType)
{
    /// <summary>Internal routes are called by the gateway and answer to nobody else.</summary>
    public bool IsInternal => Path.StartsWith("/internal", StringComparison.Ordinal);

    public IReadOnlyList<string> Parameters => [.. Braces().Matches(Path).Select(match => match.Groups[1].Value)];

    public override string ToString() => $"{Service} {Method} {Path}";

    /// <summary>The path with every parameter replaced.</summary>
    public string Fill(Func<string, string> value) => Braces().Replace(Path, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{\**([A-Za-z_]+)[^}]*\}")]
    private static partial Regex Braces();
}
