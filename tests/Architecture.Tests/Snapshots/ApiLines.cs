using System.Text.Json;

namespace Nanobot.Architecture.Tests.Snapshots;

/// <summary>
/// An OpenAPI document as lines of one fact each, sorted: <c>in CreateUserRequest.user_id: string max=64 required</c> of what callers send,
/// <c>out UserResource.user_id: string required</c> of what they get, and which operation takes and gives which of them.
/// </summary>
internal sealed class ApiLines
{
    private const string In = "in";
    private const string Out = "out";
    private readonly JsonElement _document;
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<(string Direction, string Name)> _seen = [];

    private ApiLines(JsonElement document) => _document = document;

    public static IReadOnlyCollection<string> Of(JsonElement document)
    {
        var lines = new ApiLines(document);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(static operation => operation.Value.TryGetProperty("responses", out _)))
            {
                lines.Add($"{operation.Name} {path.Name}", operation.Value);
            }
        }

        return lines._lines;
    }

    private void Add(string name, JsonElement operation)
    {
        _lines.Add($"{name}: operation");
        foreach (var parameter in Items(operation, "parameters"))
        {
            var place = $"{name} {parameter.GetProperty("in").GetString()} {parameter.GetProperty("name").GetString()}";
            Add(In, place, parameter.GetProperty("schema"), Flag(parameter, "required"));
        }

        if (operation.TryGetProperty("requestBody", out var body))
        {
            foreach (var content in body.GetProperty("content").EnumerateObject())
            {
                Add(In, $"{name} {content.Name}", Schema(content.Value), Flag(body, "required"));
            }
        }

        foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(static response => response.Name[0] is '1' or '2' or '3'))
        {
            _lines.Add($"{Out} {name} {response.Name}: answer");
            foreach (var content in response.Value.TryGetProperty("content", out var contents) ? contents.EnumerateObject().ToArray() : [])
            {
                Add(Out, $"{name} {response.Name} {content.Name}", Schema(content.Value), isRequired: true);
            }
        }
    }

    // The fact itself, and those of all that is within it.
    private void Add(string direction, string place, JsonElement schema, bool isRequired)
    {
        _lines.Add($"{direction} {place}: {Describe(schema)}{(isRequired ? " required" : "")}");
        Visit(direction, place, schema);
    }

    private void Visit(string direction, string place, JsonElement schema)
    {
        if (Reference(schema) is { } name)
        {
            if (_seen.Add((direction, name)))
            {
                Visit(direction, name, _document.GetProperty("components").GetProperty("schemas").GetProperty(name));
            }

            return;
        }

        var required = Items(schema, "required").Select(static item => item.GetString()).ToHashSet();
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToArray() : [])
        {
            Add(direction, $"{place}.{property.Name}", property.Value, required.Contains(property.Name));
        }

        foreach (var (member, suffix) in new[] { ("items", "[]"), ("additionalProperties", "{}") })
        {
            if (schema.TryGetProperty(member, out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                Add(direction, place + suffix, inner, isRequired: false);
            }
        }

        foreach (var choice in Choices(schema))
        {
            Visit(direction, place, choice);
        }
    }

    private static string Describe(JsonElement schema)
    {
        if (Reference(schema) is { } name)
        {
            return name;
        }

        var types = schema.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static one => one.GetString()!) : [type.GetString()!] : [];
        var choices = Choices(schema).SelectMany(static choice => Describe(choice).Split(' ')[0].Split('|'));
        var kinds = types.Concat(choices).Distinct().Order(StringComparer.Ordinal).ToArray();
        return string.Join(' ', [kinds.Length == 0 ? "any" : string.Join('|', kinds), .. Constraints(schema)]);
    }

    private static IEnumerable<string> Constraints(JsonElement schema)
    {
        foreach (var name in new[] { "format", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "pattern" })
        {
            if (schema.TryGetProperty(name, out var value))
            {
                yield return $"{name}={value.ToString().Replace(' ', '␠')}";
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            yield return $"enum={string.Join('|', values.EnumerateArray().Select(static value => value.ToString()).Order(StringComparer.Ordinal))}";
        }
    }

    private static IEnumerable<JsonElement> Choices(JsonElement schema) => Items(schema, "oneOf").Concat(Items(schema, "anyOf")).Concat(Items(schema, "allOf"));

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray().ToArray() : [];

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static JsonElement Schema(JsonElement content) => content.TryGetProperty("schema", out var schema) ? schema : JsonDocument.Parse("{}").RootElement;

    private static string? Reference(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1] : null;
}
