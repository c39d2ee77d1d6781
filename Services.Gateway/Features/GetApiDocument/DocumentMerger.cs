using System.Text.Json.Nodes;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary>
/// Makes one OpenAPI document of the modules' own. Only paths that the route table reaches are taken over; a schema whose
/// name another module uses for something else is renamed, with all references to it.
/// </summary>
internal sealed class DocumentMerger
{
    private const string SchemaReference = "#/components/schemas/";
    private readonly JsonObject _paths = [];
    private readonly JsonObject _schemas = [];
    private readonly HashSet<string> _operations = new(StringComparer.Ordinal);

    /// <summary>Adds the document of a module that stands behind the gateway.</summary>
    public void Add(string module, JsonObject document) =>
        Add(module, document, path => RouteTable.Routes.Any(route => route.Module == module && route.Covers(path)));

    /// <summary>Adds those paths of a document that <paramref name="isPublic"/> lets through.</summary>
    public void Add(string module, JsonObject document, Predicate<string> isPublic)
    {
        var renamed = MergeSchemas(module, document["components"]?["schemas"] as JsonObject ?? []);
        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            if (item is not JsonObject operations || !isPublic(path))
            {
                continue;
            }

            if (_paths[path] is not JsonObject target)
            {
                _paths[path] = target = [];
            }

            foreach (var (method, operation) in operations)
            {
                if (!target.ContainsKey(method))
                {
                    target[method] = Rewrite(operation, renamed);
                    Name(module, target[method]);
                }
            }
        }
    }

    /// <summary>The whole document.</summary>
    public JsonObject Build(string version) => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject
        {
            ["title"] = "Nanobot",
            ["version"] = version,
            ["description"] = "All modules behind the gateway. Tenant and user come from the credential.",
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["api_key"] = new JsonArray() }),
        ["paths"] = Sorted(_paths),
        ["components"] = new JsonObject
        {
            ["schemas"] = Sorted(_schemas),
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A JWT or an API key." },
                ["api_key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "X-API-Key" },
            },
        },
    };

    private Dictionary<string, string> MergeSchemas(string module, JsonObject schemas)
    {
        // Decided before anything is rewritten: a schema may refer to one that stands after it.
        var renamed = schemas
            .Where(schema => _schemas[schema.Key] is { } existing && !JsonNode.DeepEquals(existing, schema.Value))
            .ToDictionary(schema => schema.Key, schema => $"{char.ToUpperInvariant(module[0])}{module[1..]}{schema.Key}", StringComparer.Ordinal);
        foreach (var (name, schema) in schemas)
        {
            _schemas[renamed.GetValueOrDefault(name, name)] = Rewrite(schema, renamed);
        }

        return renamed;
    }

    private void Name(string module, JsonNode? node)
    {
        if (node is not JsonObject operation)
        {
            return;
        }

        operation["tags"] = new JsonArray(module);
        if (operation["operationId"]?.GetValue<string>() is { } id && !_operations.Add(id))
        {
            operation["operationId"] = $"{module}_{id}";
        }
    }

    private static JsonNode? Rewrite(JsonNode? node, Dictionary<string, string> renamed)
    {
        switch (node)
        {
            case JsonObject source:
                var target = new JsonObject();
                foreach (var (name, value) in source)
                {
                    target[name] = name == "$ref" && value is JsonValue reference && reference.TryGetValue(out string? text)
                        && text.StartsWith(SchemaReference, StringComparison.Ordinal) && renamed.TryGetValue(text[SchemaReference.Length..], out var other)
                        ? SchemaReference + other
                        : Rewrite(value, renamed);
                }

                return target;
            case JsonArray array:
                return new JsonArray([.. array.Select(item => Rewrite(item, renamed))]);
            default:
                return node?.DeepClone();
        }
    }

    private static JsonObject Sorted(JsonObject source) =>
        new(source.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
}
