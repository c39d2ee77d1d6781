using System.Net.Http.Json;
using System.Text.Json;

namespace Nanobot.Testing;

/// <summary>Reads a service's OpenAPI document, and finds in it what would be wrong in any service's.</summary>
public static class ApiDocument
{
    private const string Problem = "application/problem+json";

    /// <summary>The document that the client's service gives.</summary>
    public static Task<JsonElement> ReadAsync(HttpClient client) => client.GetFromJsonAsync<JsonElement>("/openapi.json");

    /// <summary>All operations, named as <c>post /users</c>.</summary>
    public static IEnumerable<(string Name, JsonElement Operation)> Operations(this JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    /// <summary>A schema by its name.</summary>
    public static JsonElement Schema(this JsonElement document, string name) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The values that the schema of a member permits, for a list the values of its entries; null is left out.</summary>
    public static List<string> Permitted(this JsonElement schema, string member)
    {
        var property = schema.GetProperty("properties").GetProperty(member);
        return [.. (property.TryGetProperty("items", out var items) ? items : property).GetProperty("enum").EnumerateArray()
            .Where(static value => value.ValueKind == JsonValueKind.String).Select(static value => value.GetString()!)];
    }

    /// <summary>The members that the schema says must be there.</summary>
    public static List<string> Required(this JsonElement schema) => schema.TryGetProperty("required", out var names)
        ? [.. names.EnumerateArray().Select(static name => name.GetString()!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>
    /// What operations that need a credential fail to say: what refuses them, in which form, and the parameters of a page.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="open">Operations that need no credential, and so are passed over.</param>
    public static IEnumerable<string> Faults(JsonElement document, params string[] open)
    {
        foreach (var (name, operation) in document.Operations().Where(operation => !open.Contains(operation.Name)))
        {
            var responses = operation.GetProperty("responses");
            string[] refusals = operation.TryGetProperty("requestBody", out _) ? ["400", "401", "403", "413", "415", "default"] : ["401", "403", "default"];
            foreach (var status in refusals.Where(status => !responses.TryGetProperty(status, out _)))
            {
                yield return $"{name} has no {status}";
            }

            foreach (var response in responses.EnumerateObject().Where(static response => response.Name[0] is '4' or '5' or 'd'))
            {
                if (name.Contains(" /v1/", StringComparison.Ordinal))
                {
                    if (!response.Value.GetProperty("content").TryGetProperty("application/json", out var error) || !error.GetRawText().Contains("/OpenAiError\"", StringComparison.Ordinal))
                    {
                        yield return $"{name} {response.Name} is not in OpenAI's shape";
                    }

                    continue;
                }

                if (!response.Value.TryGetProperty("content", out var content) || !content.TryGetProperty(Problem, out var problem)
                    || problem.GetProperty("schema").GetProperty("$ref").GetString() is not { } reference
                    || !document.Schema(reference.Split('/')[^1]).Required().SequenceEqual(["code", "status", "title", "traceId"]))
                {
                    yield return $"{name} {response.Name} is no problem document with its code and traceId";
                }
            }

            var isPage = responses.TryGetProperty("200", out var answer) && answer.GetRawText().Contains("/PageOf", StringComparison.Ordinal);
            var parameters = operation.TryGetProperty("parameters", out var listed)
                ? listed.EnumerateArray().Select(static parameter => parameter.GetProperty("name").GetString()).ToList() : [];
            if (isPage && !(parameters.Contains("limit") && parameters.Contains("cursor")))
            {
                yield return $"{name} says nothing of limit and cursor";
            }
        }
    }
}
