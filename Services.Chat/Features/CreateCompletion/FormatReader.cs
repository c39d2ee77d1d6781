using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent.SemanticKernel;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Reads <c>response_format</c>.</summary>
internal static class FormatReader
{
    private const string Field = "response_format";

    /// <summary>The format, and whether its schema binds strictly.</summary>
    public static (ChatResponseFormat? Format, bool? IsStrict) Read(JsonElement? format, ValidationErrors errors)
    {
        if (format is not { } json || json.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        switch (Texts.Of(json, "type"))
        {
            case "text":
                return (ChatResponseFormat.Text, null);
            case "json_object":
                return (ChatResponseFormat.Json, null);
            case "json_schema":
                return Schema(json, errors);
            default:
                errors.Require(false, $"{Field}.type", "must be one of: text, json_object, json_schema");
                return default;
        }
    }

    private static (ChatResponseFormat? Format, bool? IsStrict) Schema(JsonElement json, ValidationErrors errors)
    {
        JsonElement schema = default;
        var name = json.TryGetProperty("json_schema", out var described) ? Texts.Of(described, "name") : null;
        var isWhole = described.ValueKind == JsonValueKind.Object && described.TryGetProperty("schema", out schema)
            && schema.ValueKind == JsonValueKind.Object && ArgumentForm.CanBeKept(schema);
        errors.Require(ToolReader.IsName(name), $"{Field}.json_schema.name", ToolReader.NameForm)
            .Require(isWhole, $"{Field}.json_schema.schema", "must be a JSON Schema, in whole characters and with at most 32 levels");
        if (!isWhole)
        {
            return default;
        }

        bool? strict = described.TryGetProperty("strict", out var said) && said.ValueKind is JsonValueKind.True or JsonValueKind.False ? said.GetBoolean() : null;
        return (ChatResponseFormat.ForJsonSchema(schema, name, Texts.Of(described, "description")), strict);
    }
}
