using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Evaluation.Cases;

namespace Nanobot.Evaluation.Evaluators;

/// <summary>The answer is JSON and keeps to the schema that was asked for.</summary>
internal sealed class SchemaEvaluator() : CaseEvaluator("json_schema")
{
    public override bool Applies(Expectation expectation) => expectation.Schema is not null;

    protected override string? Fault(CaseContext context, string answer, IReadOnlyList<FunctionCallContent> calls)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return Fault(context.Case.Expect.Schema!.Value, json.RootElement, "the answer");
        }
        catch (JsonException)
        {
            return "the answer is no JSON";
        }
    }

    private static string? Fault(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("type", out var type) && !IsOf(type.GetString(), value))
        {
            return $"{place} is no {type.GetString()}";
        }

        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
        {
            return $"{place} is none of {values.GetRawText()}";
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(schema, value, place),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().Select((item, index) => Fault(items, item, $"{place}[{index}]")).FirstOrDefault(static fault => fault is not null),
            _ => null,
        };
    }

    private static string? OfObject(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
        {
            return $"{place} has no {missing.GetString()}";
        }

        var isClosed = schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var one))
            {
                if (Fault(one, member.Value, $"{place}.{member.Name}") is { } fault)
                {
                    return fault;
                }
            }
            else if (isClosed)
            {
                return $"{place} has {member.Name}, which nobody asked for";
            }
        }

        return null;
    }

    private static bool IsOf(string? type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
