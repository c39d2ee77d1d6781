using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Features.GetApiDocument;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class ApiDocumentTests
{
    private const string Tenants = """
        {"openapi":"3.1.1","info":{"title":"tenants","version":"1"},
         "paths":{
          "/users":{"get":{"operationId":"List","tags":["Services.Tenants"],"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}},
          "/internal/credentials/resolve":{"post":{"operationId":"Resolve","responses":{}}},
          "/reports":{"get":{"operationId":"NotMine","responses":{}}}},
         "components":{"schemas":{"Page":{"type":"object"},"Problem":{"type":"object"}}}}
        """;

    private const string Reports = """
        {"openapi":"3.1.1","info":{"title":"reports","version":"1"},
         "paths":{"/reports":{"get":{"operationId":"List","responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}}},
         "components":{"schemas":{"Page":{"type":"array","items":{"$ref":"#/components/schemas/Page"}},"Problem":{"type":"object"}}}}
        """;

    [Fact]
    public void Documents_are_merged_without_what_is_internal_and_without_mixing_up_names()
    {
        var merger = new DocumentMerger();
        merger.Add("tenants", (JsonObject)JsonNode.Parse(Tenants)!);
        merger.Add("reports", (JsonObject)JsonNode.Parse(Reports)!);

        var merged = merger.Build("1.2.3");

        Assert.Equal(["/reports", "/users"], ((JsonObject)merged["paths"]!).Select(path => path.Key));
        Assert.Equal(["Page", "Problem", "ReportsPage"], ((JsonObject)merged["components"]!["schemas"]!).Select(schema => schema.Key));
        Assert.Equal("List", (string?)merged["paths"]!["/users"]!["get"]!["operationId"]);
        Assert.Equal("reports_List", (string?)merged["paths"]!["/reports"]!["get"]!["operationId"]);
        Assert.Equal("tenants", (string?)merged["paths"]!["/users"]!["get"]!["tags"]![0]);
        var text = merged["paths"]!["/reports"]!.ToJsonString() + merged["components"]!["schemas"]!["ReportsPage"]!.ToJsonString();
        Assert.Equal(2, text.Split("#/components/schemas/ReportsPage").Length - 1);
        Assert.Equal(["bearer", "api_key"], ((JsonObject)merged["components"]!["securitySchemes"]!).Select(scheme => scheme.Key));
    }

    [Fact]
    public async Task The_document_holds_the_modules_paths_and_the_gateways_own_and_is_made_once()
    {
        await using var suite = await Suite.StartAsync(map: Serve);

        using var response = await suite.GetAsync("/openapi.json");
        var document = await response.Content.ReadFromJsonAsync<JsonElement>();
        using var again = await suite.GetAsync("/openapi.json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["/alive", "/api/super-agent/architecture/evolution-phases", "/api/super-agent/architecture/multitenant-plan", "/api/super-agent/architecture/service-boundaries",
            "/events", "/health", "/health/contract", "/health/instances", "/limits", "/limits/explain", "/reports", "/users", "/users/{user_id}/tokens", "/ws"],
            document.GetProperty("paths").EnumerateObject().Select(path => path.Name));
        Assert.Equal("Bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString(), ignoreCase: true);
        Assert.Single(suite["tenants"].Seen, seen => seen.Path == "/openapi.json");
        Assert.Empty(ApiDocument.Faults(document, "get /health", "get /alive", "get /ws", "get /users", "get /reports"));
    }

    [Fact]
    public async Task A_document_that_would_lack_a_module_is_refused_by_its_name_and_made_once_the_module_answers()
    {
        var time = new FakeTimeProvider(TestTokens.Now);
        var away = true;
        await using var suite = await Suite.StartAsync(time, (module, app) => ServeUnless(() => away && module == "chat", module, app));

        using var refused = await suite.GetAsync("/openapi.json");
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        using var soon = await suite.GetAsync("/openapi.json");
        away = false;
        time.Advance(TimeSpan.FromSeconds(1));
        using var later = await suite.GetAsync("/openapi.json");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains("chat did not answer", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, soon.StatusCode);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Equal(2, suite["chat"].Seen.Count(seen => seen.Path == "/openapi.json"));
    }

    [Fact]
    public async Task A_module_that_goes_away_leaves_the_document_whole()
    {
        var time = new FakeTimeProvider(TestTokens.Now);
        var away = false;
        await using var suite = await Suite.StartAsync(time, (module, app) => ServeUnless(() => away && module == "reports", module, app));
        var before = await suite.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative));
        away = true;
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(before, await suite.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));
        Assert.Equal(2, suite["reports"].Seen.Count(seen => seen.Path == "/openapi.json"));
    }

    [Fact]
    public async Task The_documentation_page_takes_everything_from_the_gateway()
    {
        await using var suite = await Suite.StartAsync(map: Serve);

        using var redirect = await suite.GetAsync("/docs");
        using var page = await suite.GetAsync("/docs/index.html");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal("docs/index.html", redirect.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var parts = System.Text.RegularExpressions.Regex.Matches(html, "(?:src|href)=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
        {
            Assert.DoesNotContain("//", part, StringComparison.Ordinal);
            using var response = await suite.GetAsync(new Uri(new Uri(suite.Address, "/docs/index.html"), part).AbsolutePath);
            Assert.True(response.IsSuccessStatusCode, part);
        }

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    private static void ServeUnless(Func<bool> away, string module, WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (!away())
            {
                return next();
            }

            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        Serve(module, app);
    }

    private static void Serve(string module, WebApplication app) => app.MapGet("/openapi.json", () => Results.Text(module switch
    {
        "tenants" => Tenants,
        "reports" => Reports,
        _ => "{}",
    }, "application/json"));
}
