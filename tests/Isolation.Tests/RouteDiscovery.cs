using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Isolation.Tests;

/// <summary>Finds every route of every service in the services' own OpenAPI documents.</summary>
internal static class RouteDiscovery
{
    public static async Task<IReadOnlyList<Route>> FindAsync(SuiteFixture suite)
    {
        var routes = new List<Route>();
        foreach (var service in SuiteFixture.Services.Where(service => service != "gateway"))
        {
            using var client = suite.App.CreateHttpClient(service);
            routes.AddRange(Read(service, JsonNode.Parse(await client.GetStringAsync("/openapi.json"))!));
        }

        // The gateway's document is everybody's, merged: what no service has is the gateway's own.
        var merged = JsonNode.Parse(await Eventually.GetAsync(() => MergedAsync(suite), document => document.Length > 0))!;
        routes.AddRange(Read("gateway", merged).Where(route => !routes.Any(known => known.Method == route.Method && known.Path == route.Path)).ToList());
        Assert.All(SuiteFixture.Services, service => Assert.Contains(routes, route => route.Service == service));
        return routes;
    }

    private static async Task<string> MergedAsync(SuiteFixture suite)
    {
        using var response = await suite.Gateway.GetAsync(new Uri("/openapi.json", UriKind.Relative));
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
    }

    private static IEnumerable<Route> Read(string service, JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "post" or "put" or "patch" or "delete" or "head"
        let content = operation.Value!["requestBody"]?["content"]?.AsObject().FirstOrDefault()
        select new Route(service, operation.Key.ToUpperInvariant(), path.Key,
            content?.Value?["schema"] is { } schema ? Inline(document, schema, 0) : null, content?.Key);

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
}
