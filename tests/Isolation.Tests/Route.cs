using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Operations;

namespace Nanobot.Isolation.Tests;

/// <summary>One operation, with what the OpenAPI document of its service says of it.</summary>
public sealed partial record Route(Operation Operation, JsonNode? BodySchema, string? BodyType)
{
    public string Service => Operation.Module;

    public string Method => Operation.Verb;

    public string Path => Operation.DocumentPath;

    /// <summary>Internal routes are called by the gateway and answer to nobody else.</summary>
    public bool IsInternal => !Operation.IsPublic;

    public IReadOnlyList<string> Parameters => [.. Braces().Matches(Path).Select(match => match.Groups[1].Value)];

    /// <summary>The parameters of its query, by name.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];

    public override string ToString() => $"{Service} {Method} {Path}";

    /// <summary>The path with every parameter replaced.</summary>
    public string Fill(Func<string, string> value) => Braces().Replace(Path, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{([A-Za-z_]+)\}")]
    private static partial Regex Braces();
}
