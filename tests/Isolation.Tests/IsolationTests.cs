using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Isolation.Tests;

/// <summary>
/// Tries every route that the services document: without a context, with forged ones, and with the ids of another tenant and
/// of another user of the same tenant. New routes are found by themselves.
/// </summary>
[Collection(SuiteCollection.Name)]
public sealed class IsolationTests(SuiteFixture suite)
{
    /// <summary>Leaves dots and escapes in a path as they are: they are the attack.</summary>
    private static readonly UriCreationOptions Raw = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private static readonly HttpStatusCode[] Refusing = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound];

    [Fact]
    public async Task No_service_answers_without_a_context_or_with_bare_tenant_headers()
    {
        var victim = await Victim.CreateAsync(suite);
        foreach (var headers in new Dictionary<string, string>[]
        {
            [],
            new() { [TenantHeaders.TenantId] = victim.Tenant.TenantId, [TenantHeaders.UserId] = "ada" },
            new() { ["Authorization"] = $"Bearer {victim.Token}" },
            new() { ["Authorization"] = $"Bearer {suite.OperatorKey}" },
        })
        {
            await TryServicesAsync(victim, headers, HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_revoked_key_ends_long_before_the_gateway_would_have_asked_for_it_again()
    {
        var tenant = await suite.CreateTenantAsync();
        using var admin = suite.As(tenant.AdminKey);
        using var operators = suite.As(suite.OperatorKey);
        await SuiteFixture.SendAsync(admin, HttpMethod.Get, "/users");
        await SuiteFixture.SendAsync(operators, HttpMethod.Delete, $"/tenants/{tenant.TenantId}/keys/{tenant.AdminKeyId}");

        await Eventually.TrueAsync(async () =>
        {
            using var response = await admin.GetAsync("/users");
            return response.StatusCode == HttpStatusCode.Unauthorized;
        }, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task No_service_answers_to_a_forged_context()
    {
        var victim = await Victim.CreateAsync(suite);
        var ada = TestContexts.Of(victim.Tenant.TenantId, "ada", TenantRole.User, "professional", 1);
        var gateway = await suite.ContextKeyAsync("gateway");
        var chat = await suite.ContextKeyAsync("chat");
        var whole = SignedContext.Of(gateway, ada, ContextAudience.Request);
        foreach (var forged in new[]
        {
            SignedContext.Of(TestKey.New(gateway.Id, "gateway"), ada, ContextAudience.Request),
            SignedContext.Of(gateway, ada, ContextAudience.Request, keyId: "gateway-9"),
            SignedContext.Of(gateway, ada, ContextAudience.Event),
            SignedContext.Of(gateway, ada, ContextAudience.Request, at: DateTimeOffset.UtcNow.AddDays(-1)),
            // A service's key signs no request, no operator and, in what it may sign, no event as a call.
            SignedContext.Of(chat, ada, ContextAudience.Request),
            SignedContext.Of(chat, TestContexts.Operator, ContextAudience.Background),
            SignedContext.Of(chat, TestContexts.Gateway, ContextAudience.Background),
            SignedContext.Of(chat, ada, ContextAudience.Event),
            whole.Split('.')[0] + ".",
            whole.Split('.')[0],
            "{}",
        })
        {
            await TryServicesAsync(victim, new() { [TenantHeaders.Context] = forged }, HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Through_the_gateway_nobody_reaches_what_another_user_or_tenant_owns()
    {
        var victim = await Victim.CreateAsync(suite);
        var stranger = await suite.CreateTenantAsync();
        var attackers = new Dictionary<string, string>
        {
            ["a user of the same tenant"] = await victim.Tenant.CreateUserAsync("mallory"),
            ["a user of another tenant"] = await stranger.CreateUserAsync("mallory"),
            ["an administrator of another tenant"] = stranger.AdminKey,
        };
        var tried = 0;
        // Writing last: who has written a file of that name has one to read and to delete.
        foreach (var route in (await RouteDiscovery.FindAsync(suite)).Where(route => !route.IsInternal && IsOfSomebody(route)).OrderBy(route => route.Method == "PUT"))
        {
            // A workspace path names a file of the caller's own, and a calendar's name one of its tenant's; another's of that name must not show.
            var isOwnName = route.Parameters.Contains("path") || IsOfTenant(route);
            // What all of a tenant read is none of theirs to hide from one another.
            foreach (var (who, credential) in attackers.Where(attacker => !(IsOfTenant(route) && route.Method == "GET") || attacker.Value != attackers["a user of the same tenant"]))
            {
                using var client = suite.As(credential);
                using var response = await SendAsync(client, route, route.Fill(parameter => victim.IdFor(route, parameter)));
                var text = await response.Content.ReadAsStringAsync();
                if (!isOwnName || route.Method is "GET" or "DELETE")
                {
                    Assert.True(Refusing.Contains(response.StatusCode), $"{route} answered {(int)response.StatusCode} to {who}: {text}");
                }

                Assert.DoesNotContain(Victim.Secret, text.Replace($"{Victim.Secret}.md", "", StringComparison.Ordinal), StringComparison.Ordinal);
                tried++;
            }
        }

        Assert.True(tried > 30, $"only {tried} attempts: were the routes found?");
        await AssertUnharmedAsync(victim);
    }

    [Fact]
    public async Task A_foreign_id_is_answered_exactly_like_a_missing_one()
    {
        var victim = await Victim.CreateAsync(suite);
        using var member = suite.As(await victim.Tenant.CreateUserAsync("mallory"));
        using var stranger = suite.As(await (await suite.CreateTenantAsync()).CreateUserAsync("mallory"));
        var compared = 0;
        foreach (var route in (await RouteDiscovery.FindAsync(suite)).Where(route => !route.IsInternal && IsOfSomebody(route) && route.Method == "GET"))
        {
            var mallory = IsOfTenant(route) ? stranger : member;
            using var foreign = await SendAsync(mallory, route, route.Fill(parameter => victim.IdFor(route, parameter)));
            using var missing = await SendAsync(mallory, route, route.Fill(parameter => parameter is "path" ? "missing.md" : Guid.NewGuid().ToString()));
            Assert.Equal(missing.StatusCode, foreign.StatusCode);
            Assert.Equal(await BodyAsync(missing), await BodyAsync(foreign));
            compared++;
        }

        Assert.True(compared > 5, $"only {compared} routes compared");
    }

    [Fact]
    public async Task Lists_show_only_the_callers_own()
    {
        var victim = await Victim.CreateAsync(suite);
        var stranger = await suite.CreateTenantAsync();
        string[] credentials = [await victim.Tenant.CreateUserAsync("mallory"), await stranger.CreateUserAsync("mallory"), stranger.AdminKey];
        var answered = 0;
        foreach (var route in (await RouteDiscovery.FindAsync(suite)).Where(route => !route.IsInternal && route.Parameters.Count == 0 && route.Method == "GET"))
        {
            foreach (var credential in credentials)
            {
                using var client = suite.As(credential);
                using var response = await SendAsync(client, route, route.Path);
                var text = await TextAsync(response);
                // Its own tenant's id may well stand in an answer to a user of that tenant.
                var foreign = victim.Marks.Where(mark => credential != credentials[0] || (mark != victim.Tenant.TenantId && !(IsOfTenant(route) && mark == victim.CalendarName)));
                Assert.All(foreign, mark => Assert.DoesNotContain(mark, text, StringComparison.Ordinal));
                answered += response.IsSuccessStatusCode ? 1 : 0;
            }
        }

        Assert.True(answered > 5, $"only {answered} lists answered");
    }

    [Fact]
    public async Task Internal_routes_cannot_be_reached_through_the_gateway()
    {
        var tenant = await suite.CreateTenantAsync();
        var user = await tenant.CreateUserAsync("mallory");
        var paths = (await RouteDiscovery.FindAsync(suite)).Where(route => route.IsInternal).Select(route => route.Fill(_ => tenant.TenantId))
            .SelectMany(path => new[] { path, $"/{path}", $"/tenants/..{path}", $"/tenants/%2e%2e{path}", $"/{path[1..].Replace("/", "%2f", StringComparison.Ordinal)}", path.ToUpperInvariant() })
            .Concat(["/events/report.requested.v1", "/dapr/subscribe"])
            .ToList();
        Assert.NotEmpty(paths);
        foreach (var credential in new[] { null, user, tenant.AdminKey, suite.OperatorKey })
        {
            using var client = suite.As(credential);
            foreach (var path in paths)
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
                {
                    using var request = new HttpRequestMessage(method, new Uri($"{client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", Raw));
                    using var response = await client.SendAsync(request);
                    Assert.True(Refusing.Append(HttpStatusCode.MethodNotAllowed).Append(HttpStatusCode.BadRequest).Contains(response.StatusCode), $"{method} {path} answered {(int)response.StatusCode}");
                }
            }
        }
    }

    [Fact]
    public async Task Tenant_headers_of_a_caller_change_nothing()
    {
        var victim = await Victim.CreateAsync(suite);
        var stranger = await suite.CreateTenantAsync();
        using var client = suite.As(await stranger.CreateUserAsync("mallory"));
        foreach (var name in new[] { "X-User-ID", "X-Tenant-Context" })
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, victim.Tenant.TenantId);
        }

        var tenant = await SuiteFixture.SendAsync(client, HttpMethod.Get, "/tenants/current");
        Assert.Equal(stranger.TenantId, tenant["tenant_id"]!.GetValue<string>());

        foreach (var name in new[] { "X-Tenant-ID", "x-tenant-id", "X_Tenant_ID" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/tenants/current");
            request.Headers.TryAddWithoutValidation(name, victim.Tenant.TenantId);
            using var refused = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var named = await client.GetAsync($"/tenants/current?tenant_id={victim.Tenant.TenantId}");
        Assert.Equal(HttpStatusCode.Forbidden, named.StatusCode);
    }

    private async Task TryServicesAsync(Victim victim, Dictionary<string, string> headers, HttpStatusCode expected)
    {
        var routes = await RouteDiscovery.FindAsync(suite);
        foreach (var service in routes.Where(route => route.Service != "gateway").GroupBy(route => route.Service))
        {
            using var client = suite.App.CreateHttpClient(service.Key);
            foreach (var (name, value) in headers)
            {
                client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            }

            foreach (var route in service)
            {
                using var response = await SendAsync(client, route, route.Fill(parameter => victim.IdFor(route, parameter)));
                Assert.True(response.StatusCode == expected, $"{route} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }
        }
    }

    private async Task AssertUnharmedAsync(Victim victim)
    {
        using var client = suite.As(victim.Token);
        Assert.Contains(Victim.Secret, await client.GetStringAsync(new Uri($"/workspace/files/{Victim.Secret}.md", UriKind.Relative)), StringComparison.Ordinal);
        foreach (var route in (await RouteDiscovery.FindAsync(suite)).Where(route => !route.IsInternal && route.Method == "GET" && route.Parameters.Count == 1 && IsUsers(route)))
        {
            using var response = await SendAsync(client, route, route.Fill(parameter => victim.IdFor(route, parameter)));
            Assert.True(response.IsSuccessStatusCode, $"{route}: the owner itself gets {(int)response.StatusCode}");
        }
    }

    // What a tenant has of the tenants module, and what its workspaces begin with, is its administrators'. A template of the victim's would be a file of every user's.
    private static bool IsUsers(Route route) => route.Service is not "tenants" && !route.Path.StartsWith("/workspace/templates/", StringComparison.Ordinal)
        // Where a link leads depends on the link alone, whoever follows it.
        && !route.Parameters.Contains("token");

    // Models are everybody's.
    /// <summary>What an administrator writes for all of its tenant, who read it.</summary>
    private static bool IsOfTenant(Route route) => route.Path.StartsWith("/schedule/calendars", StringComparison.Ordinal);

    private static bool IsOfSomebody(Route route) => route.Parameters.Count > 0 && !route.Parameters.Contains("model");

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Route route, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), path) { Content = Bodies.For(route) };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    // What has no end says at once what it would tell.
    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != MediaTypes.EventStream)
        {
            return await response.Content.ReadAsStringAsync();
        }

        var octets = new byte[64 * 1024];
        await using var stream = await response.Content.ReadAsStreamAsync();
        return Encoding.UTF8.GetString(octets, 0, await stream.ReadAsync(octets));
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
