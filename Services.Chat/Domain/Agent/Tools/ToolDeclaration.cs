using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Nanobot.Services.Chat.Domain.Agent.Tools;

/// <summary>Makes declarations from a JSON Schema of the arguments' properties.</summary>
internal static class ToolDeclaration
{
    public static AIFunctionDeclaration Create(string name, string description, string properties = "{}", params IEnumerable<string> required)
    {
        using var parsed = JsonDocument.Parse(properties);
        var schema = JsonSerializer.SerializeToElement(new { type = "object", properties = parsed.RootElement, required, additionalProperties = false });
        return AIFunctionFactory.CreateDeclaration(name, description, schema, null);
    }
}
