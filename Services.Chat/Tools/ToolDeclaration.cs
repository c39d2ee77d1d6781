using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Tools;

/// <summary>
/// A tool as the model is told of it, by the name <c>{plugin}_{function}</c>. Sessions keep that name with each call: a
/// renamed tool needs its old name mapped.
/// </summary>
/// <param name="Plugin">What it works on.</param>
/// <param name="Function">What it does with it.</param>
/// <param name="Description">For the model: what it does, and when.</param>
/// <param name="Properties">JSON Schemas of its arguments, by name, as a JSON object.</param>
/// <param name="Required">The arguments that must be there.</param>
internal sealed record ToolDeclaration(
    string Plugin, string Function, string Description,
    [StringSyntax(StringSyntaxAttribute.Json)] string Properties = "{}", params IReadOnlyList<string> Required)
{
    /// <summary>The name that the model calls it by.</summary>
    public string Name => $"{Plugin}_{Function}";

    /// <summary>What a call lacks before its tool would look at it closer; null where nothing is missing.</summary>
    public string? Missing(ToolArguments arguments)
    {
        var missing = Required.Where(name => !arguments.Has(name)).Select(static name => $"{name} is needed").ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    public AIFunctionDeclaration ToFunction()
    {
        using var properties = JsonDocument.Parse(Properties);
        var schema = JsonSerializer.SerializeToElement(new
        {
            type = "object", properties = properties.RootElement, required = Required, additionalProperties = false,
        });
        return AIFunctionFactory.CreateDeclaration(Name, Description, schema, null);
    }
}
