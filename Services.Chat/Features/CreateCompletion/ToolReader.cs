using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Agent.SemanticKernel;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Reads the caller's tools.</summary>
internal static partial class ToolReader
{
    /// <summary>What a name must be.</summary>
    public const string NameForm = "must be 1 to 64 letters, digits, _ and -";

    private const int Most = 128;
    private static readonly JsonElement NoParameters = JsonSerializer.SerializeToElement(new { type = "object", properties = new { } });

    /// <summary>Whether a text can be a name at all.</summary>
    public static bool IsName(string? name) => name is not null && Name().IsMatch(name);

    /// <summary>The tools in <paramref name="tools"/>, none of which may have a name of the assistant's <paramref name="own"/>.</summary>
    public static IReadOnlyList<CallerTool> Read(IReadOnlyList<RequestedTool?>? tools, ToolCatalogue own, ValidationErrors errors)
    {
        errors.Require(tools is null or { Count: <= Most }, "tools", "must be at most 128");
        var read = new List<CallerTool>();
        foreach (var (index, tool) in (tools ?? []).Take(Most).Index())
        {
            var (field, function) = ($"tools[{index}]", tool?.Function);
            var (name, parameters) = (function?.Name, function?.Parameters is { ValueKind: not JsonValueKind.Null } given ? given : NoParameters);
            errors.Require(tool?.Type == "function", $"{field}.type", "must be function")
                .Require(IsName(name), $"{field}.function.name", NameForm)
                .Require(name is null || !read.Exists(other => Same(other.Name, name)), $"{field}.function.name", "must be of one tool only")
                .Require(name is null || !own.All.Any(other => Same(other.Name, name)), $"{field}.function.name", "is the name of a tool of the assistant's own; take another")
                .Require(parameters.ValueKind == JsonValueKind.Object && ArgumentForm.CanBeKept(parameters), $"{field}.function.parameters",
                    "must be a JSON Schema, in whole characters and with at most 32 levels");
            read.Add(new CallerTool(name ?? "", function?.Description ?? "", parameters, function?.Strict));
        }

        return read;
    }

    // Servers write names in other cases than they were told.
    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
