using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Nanobot.Contracts.Operations;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Isolation.Tests;

/// <summary>Finds every route of every service in the services' own OpenAPI documents, which name the suite's operations and no others.</summary>
internal static class RouteDiscovery
{
    public static Task<IReadOnlyList<Route>> FindAsync(SuiteFixture suite) => FindAsync(service => suite.App.CreateHttpClient(service));

    /// <summary>Finds them by a client of each service and of the gateway.</summary>
    public static async Task<IReadOnlyList<Route>> FindAsync(Func<string, HttpClient> clientOf)
    {
        var found = new List<Described>();
        foreach (var service in SuiteFixture.Services.Where(service => service != "gateway"))
        {
            using var client = clientOf(service);
            found.AddRange(Read(service, JsonNode.Parse(await client.GetStringAsync("/openapi.json"))!));
        }

        // The gateway's document is everybody's, merged: what no service has is the gateway's own.
        using var gateway = clientOf("gateway");
        var merged = JsonNode.Parse(await Eventually.GetAsync(() => MergedAsync(gateway), document => document.Length > 0))!;
        found.AddRange(Read("gateway", merged).Where(route => !found.Any(known => known.Name == route.Name)).ToList());
        Assert.All(SuiteFixture.Services, service => Assert.Contains(found, route => route.Service == service));
        Assert.Equal(
            Operations.All.Select(operation => $"{operation.Module} {Name(operation.Verb, operation.DocumentPath)}").Order(StringComparer.Ordinal),
            found.Select(route => $"{route.Service} {route.Name}").Order(StringComparer.Ordinal));
        return [.. found.Select(route => new Route(
            Operations.Of(route.Service).Single(operation => Name(operation.Verb, operation.DocumentPath) == route.Name), route.BodySchema, route.BodyType)
        {
            Queries = route.Queries,
        })];
    }

    private static async Task<string> MergedAsync(HttpClient gateway)
    {
        using var response = await gateway.GetAsync(new Uri("/openapi.json", UriKind.Relative));
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
    }

    private static string Name(string verb, string path) => $"{verb} {path}";

    private static IEnumerable<Described> Read(string service, JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete" or "head"
        let content = operation.Value!["requestBody"]?["content"]?.AsObject().FirstOrDefault()
        select new Described(service, Name(operation.Key.ToUpperInvariant(), path.Key),
            content?.Value?["schema"] is { } schema ? Inline(document, schema, 0) : null, content?.Key,
            [.. (operation.Value["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]?.GetValue<string>() == "query").Select(parameter => parameter!["name"]!.GetValue<string>())]);

    private static JsonNode Inline(JsonNode document, JsonNode schema, int depth)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference && depth < 8)
        {
            return Inline(document, reference.Split('/').Skip(1).Aggregate(document, (node, part) => node[part]!), depth + 1);
        }

        var copy = schema.DeepClone();
        if (copy["properties"]?.AsObject() is { } properties)
        {
            foreach (var name in properties.Select(property => property.Key).ToList())
            {
                properties[name] = Inline(document, properties[name]!, depth + 1).DeepClone();
            }
        }

        return copy;
    }

    private sealed record Described(string Service, string Name, JsonNode? BodySchema, string? BodyType, IReadOnlyList<string> Queries);
}
