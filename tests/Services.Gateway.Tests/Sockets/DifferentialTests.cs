using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>The same operation over HTTP, as a stream and in a frame meets the same guard, or the same module, with the same code.</summary>
public sealed class DifferentialTests
{
    private static readonly IReadOnlyList<Operation> Walked =
        [.. Operations.All.Where(static operation => operation is { IsPublic: true, IsOpenAi: false, Access: not (Access.Anonymous or Access.Link) } && operation != Operations.Gateway.StreamEvents)];

    // What differs from one answer to the next, whichever door it comes by.
    private static readonly string[] Passing = ["traceId", "type", "title", "detail", "code", "resets_at", "used", "retry_after"];

    [Theory]
    [InlineData("Limits:Tiers:free:api_calls_per_minute", "RATE_LIMITED")]
    [InlineData("Limits:Tiers:free:api_calls_per_day", "QUOTA_EXCEEDED")]
    [InlineData("Limits:Tiers:free:concurrent_requests", "CONCURRENT_LIMIT")]
    public async Task Used_up_limits(string setting, string code)
    {
        await using var suite = await Suite.StartAsync(settings: [(setting, "0")]);
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(tier: "free"), "ada");

        await AssertSameAsync(suite, key, Walked.Where(operation => !operation.IsAboutLimits || code == "RATE_LIMITED"), code);
    }

    [Fact]
    public async Task No_policy_that_allows_it()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.Policies[tenant] = new VersionedPolicies(1,
            [new Policy { Name = "nothing", Effect = "deny", Priority = 1000, Principals = ["*"], Resources = ["*"], Actions = ["execute"] }]);

        await AssertSameAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), Walked, "POLICY_DENIED");
    }

    [Fact]
    public async Task Scopes_that_do_not_reach_it()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(), "ada", scopes: ["schedule.get"]);

        await AssertSameAsync(suite, key, Walked.Where(static operation => operation.Name != "schedule.get"), "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Modules_refusals_of_a_role_or_of_what_is_malformed()
    {
        await using var suite = await Suite.StartAsync(map: static (_, app) => app.Use(static (http, next) =>
            http.Request.Path.StartsWithSegments("/internal") || http.Request.Path == "/health" ? next(http) : RefuseAsync(http)));

        await AssertSameAsync(suite, KeyOfWhoeverMayAll(suite), Walked.Where(static operation => operation.Module != Operations.Gateway.Module), "VALIDATION_FAILED");
    }

    [Fact]
    public async Task What_is_somebody_elses_and_so_not_there()
    {
        await using var suite = await Suite.StartAsync(map: static (_, app) => app.Use(static (http, next) =>
            http.Request.Path.StartsWithSegments("/internal") || http.Request.Path == "/health" ? next(http) : NotFoundAsync(http)));

        await AssertSameAsync(suite, KeyOfWhoeverMayAll(suite), Walked.Where(static operation => operation.Module != Operations.Gateway.Module), "THING_NOT_FOUND");
    }

    public enum Change
    {
        Suspended,
        Expired,
        TrialOver,
        Deleted,
        KeyRevoked,
    }

    // By a clock that stands still the socket is not looked at again: each of its requests meets the guard by itself.
    [Theory]
    [InlineData(Change.Suspended, "TENANT_SUSPENDED")]
    [InlineData(Change.Expired, "TENANT_EXPIRED")]
    [InlineData(Change.TrialOver, "TENANT_EXPIRED")]
    [InlineData(Change.Deleted, "AUTHENTICATION_REQUIRED")]
    [InlineData(Change.KeyRevoked, "AUTHENTICATION_REQUIRED")]
    public async Task What_changed_while_the_socket_was_open(Change change, string code)
    {
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time);
        suite.Tenants.Changes = static _ => new ChangesSince(10, true, []);
        var tenant = change == Change.TrialOver ? suite.Tenants.AddTenant("trial", trialEndsAt: time.GetUtcNow() + ChangeBoard.LongestAge) : suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");

        await AssertSameAsync(suite, key, Walked, code, () =>
        {
            if (change == Change.KeyRevoked)
            {
                suite.Tenants.RemoveKey(key);
            }
            else if (change != Change.TrialOver)
            {
                suite.Tenants.AddTenant(change.ToString().ToLowerInvariant(), tenant, epoch: 2);
            }

            suite.Tenants.Changes = _ => new ChangesSince(11, true, [tenant]);
            time.Advance(ChangeBoard.LongestAge);
        });
    }

    [Fact]
    public async Task Another_tenant_that_is_named()
    {
        await using var suite = await Suite.StartAsync();
        var other = suite.Tenants.AddTenant();

        await AssertSameAsync(suite, suite.Tenants.AddUserKey(), Walked.Where(static operation => operation.Verb is "GET" or "DELETE" && !operation.Path.Contains("{tenant_id}", StringComparison.Ordinal)),
            "RESOURCE_FORBIDDEN", named: other);
    }

    [Fact]
    public async Task The_gateways_own_refusals()
    {
        await using var suite = await Suite.StartAsync();

        var own = Walked.Where(static operation => operation.Module == Operations.Gateway.Module).ToLookup(static operation => operation.Access == Access.Operator);
        await AssertSameAsync(suite, suite.Tenants.AddKey(TenantRole.Operator, null), own[false], "PERMISSION_DENIED");
        await AssertSameAsync(suite, KeyOfWhoeverMayAll(suite), own[true], "PERMISSION_DENIED");
    }

    // What comes with the suite keeps users from some things.
    private static string KeyOfWhoeverMayAll(Suite suite)
    {
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.Policies[tenant] = new VersionedPolicies(1,
            [new Policy { Name = "all", Effect = "allow", Priority = 1000, Principals = ["*"], Resources = ["*"], Actions = ["execute"] }]);
        return suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
    }

    private static async Task AssertSameAsync(Suite suite, string key, IEnumerable<Operation> operations, string code, Action? change = null, string? named = null)
    {
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;
        change?.Invoke();
        var walked = 0;
        foreach (var operation in operations)
        {
            var plain = await AskAsync(suite, key, operation, MediaTypes.Json, named);
            var parameters = Parameters(operation);
            if (named is not null)
            {
                parameters["tenant_id"] = named;
            }

            var framed = await client.CallAsync(operation.Name, operation.Name, parameters);

            Assert.True(plain["code"]?.GetValue<string>() == code, $"{operation}: {plain}");
            Assert.True(framed.CodeOf() == code, $"{operation}: {framed}");
            Assert.Equal(plain["detail"]!.GetValue<string>(), framed.GetProperty("error").GetProperty("message").GetString());
            Assert.Equal(Lasting(plain), Lasting(JsonNode.Parse(framed.GetProperty("error").GetProperty("details").GetRawText())!.AsObject()));
            if (operation.Forms.Contains(MediaTypes.EventStream))
            {
                Assert.Equal(Lasting(plain), Lasting(await AskAsync(suite, key, operation, MediaTypes.EventStream, named)));
            }

            walked++;
        }

        Assert.NotEqual(0, walked);
    }

    private static async Task<JsonObject> AskAsync(Suite suite, string key, Operation operation, string accept, string? named = null)
    {
        var parameters = Parameters(operation);
        var path = operation.DocumentPath;
        foreach (var (name, value) in parameters)
        {
            path = path.Replace($"{{{name}}}", value!.ToString(), StringComparison.Ordinal);
        }

        using var request = new HttpRequestMessage(new HttpMethod(operation.Verb), named is null ? path : $"{path}?tenant_id={named}");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TryAddWithoutValidation("Accept", operation.Forms.Contains(accept) ? accept : string.Join(", ", operation.Forms));
        request.Content = operation.Verb is "GET" or "DELETE" ? null
            : TakesContent(operation) ? new StringContent("text", Encoding.UTF8, "text/plain")
            : new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await suite.Client.SendAsync(request);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        problem["status"] = (int)response.StatusCode;
        return problem;
    }

    private static bool TakesContent(Operation operation) => operation == Operations.Chat.WriteFile || operation == Operations.Chat.WriteTemplate || operation == Operations.Chat.ImportWorkspace
        || operation == Operations.Scheduler.ImportSchedule;

    private static JsonObject Parameters(Operation operation)
    {
        var parameters = new JsonObject(operation.DocumentPath.Split('/').Where(static segment => segment.StartsWith('{')).Select(static segment => KeyValuePair.Create(segment[1..^1], (JsonNode?)"abc")));
        if (TakesContent(operation))
        {
            parameters["content"] = "text";
        }

        return parameters;
    }

    private static string Lasting(JsonObject problem) =>
        new JsonObject(problem.Where(static member => !Passing.Contains(member.Key)).OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString();

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsJsonAsync(new { status = 404, title = "Not Found", code = "THING_NOT_FOUND", detail = "There is no such thing." }, options: null, contentType: "application/problem+json");
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return http.Response.WriteAsJsonAsync(
            new { status = 400, title = "Bad Request", code = "VALIDATION_FAILED", detail = "Some fields are not acceptable; see errors.", errors = new { message = new[] { "is required" } } },
            options: null, contentType: "application/problem+json");
    }
}
