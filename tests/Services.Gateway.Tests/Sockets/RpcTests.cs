using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class RpcTests
{
    [Fact]
    public async Task The_health_and_the_limits_have_short_names()
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        Assert.Equal("healthy", (await client.CallAsync("1", "health")).GetProperty("result").GetProperty("status").GetString());
        Assert.NotEmpty((await client.CallAsync("2", "limits")).GetProperty("result").GetProperty("limits").EnumerateArray());
    }

    [Fact]
    public async Task A_request_reaches_its_module_as_the_same_over_HTTP_would_and_with_the_callers_context()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        await using var __ = client;

        var answer = await client.CallAsync("1", "sessions.list", new { limit = 5, cursor = "a b&c" });

        Assert.Equal("GET", answer.GetProperty("result").GetProperty("method").GetString());
        var seen = suite["chat"].Seen.Last();
        Assert.Equal("/sessions?limit=5&cursor=a%20b%26c", seen.Target);
        var context = suite.ContextOf(seen)!;
        Assert.Equal((tenant, "ada", TenantRole.User), (context.TenantId, context.UserId, context.Role));
        Assert.DoesNotContain("X-API-Key", seen.Headers.Keys);
    }

    [Fact]
    public async Task Every_public_operation_can_be_asked_for_by_its_name_and_comes_to_its_own_path()
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        var operations = Operations.All.Where(static operation => operation is { IsPublic: true, IsOpenAi: false, Module: "chat" or "reports" or "scheduler" } && operation != Operations.Chat.SendMessage).ToList();

        Assert.NotEmpty(operations);
        foreach (var operation in operations)
        {
            var named = operation.DocumentPath.Split('/').Where(static segment => segment.StartsWith('{')).Select(static segment => segment[1..^1]);
            var parameters = named.Append("content").ToDictionary(static name => name, static _ => "a");
            var answer = await client.CallAsync(operation.Name, operation.Name, parameters);

            Assert.True(answer.TryGetProperty("result", out var result), $"{operation}: {answer}");
            Assert.Equal(operation.Verb, result.GetProperty("method").GetString());
            Assert.StartsWith(string.Join('/', operation.DocumentPath.Split('/').Select(static segment => segment.StartsWith('{') ? "a" : segment)), result.GetProperty("path").GetString());
        }
    }

    [Fact]
    public async Task A_policy_knows_that_a_request_came_in_a_frame_and_how_long_its_body_is()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        suite.Tenants.Policies[tenant] = new VersionedPolicies(1, [Deny("no-frames", "method:sessions.list", "request.door", "eq", "\"rpc\""), Deny("no-large", "method:reports.create", "request.content_length", "gt", "60")]);
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;

        Assert.Equal("POLICY_DENIED", (await client.CallAsync("1", "sessions.list")).GetProperty("error").GetProperty("code").GetString());
        using var asked = await suite.GetAsync("/sessions", key);
        Assert.Equal(System.Net.HttpStatusCode.OK, asked.StatusCode);
        Assert.True((await client.CallAsync("2", "reports.create", new { report_type = "daily" })).TryGetProperty("result", out _));
        Assert.Equal("POLICY_DENIED", (await client.CallAsync("3", "reports.create", new { report_type = "daily", custom_prompt = new string('x', 50) })).GetProperty("error").GetProperty("code").GetString());
    }

    private static Policy Deny(string name, string resource, string key, string comparison, string value) => new(name, Effect: "deny", Priority: 10, Principals: ["*"], Resources: [resource],
        Actions: ["execute"], Conditions: new PolicyConditions(Attributes: [new(key, comparison, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(value))]));

    [Fact]
    public async Task What_cannot_be_understood_is_told_and_the_socket_stays_open()
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        foreach (var (text, id, code) in new (string, string?, string)[]
        {
            ("""{"id":"1","type":"request","method":"no.such"}""", "1", "METHOD_NOT_FOUND"),
            ("""{"id":"1","type":"request","method":"internal.credentials.resolve"}""", "1", "METHOD_NOT_FOUND"),
            ("""{"id":"1","type":"request","method":"sockets.open"}""", "1", "METHOD_NOT_FOUND"),
            ("""{"id":"1","type":"request"}""", "1", "INVALID_FRAME"),
            ("""{"id":"1","type":"request","method":5}""", "1", "INVALID_FRAME"),
            ("""{"id":"1","type":"response"}""", "1", "INVALID_FRAME"),
            ("""{"type":"request","method":"health"}""", null, "INVALID_FRAME"),
            ("""{"id":7,"type":"request","method":"health"}""", null, "INVALID_FRAME"),
            ("""{"id":"\ud800","type":"request","method":"health"}""", null, "INVALID_FRAME"),
            ("[1]", null, "INVALID_FRAME"),
            ("null", null, "INVALID_FRAME"),
            ("""{"id":"1","type":"request","method":"sessions.list","params":[]}""", "1", "VALIDATION_FAILED"),
            ("""{"id":"1","type":"request","method":"sessions.list","params":{"limit":{}}}""", "1", "VALIDATION_FAILED"),
            ("""{"id":"1","type":"request","method":"sessions.list","params":{"cursor":"\ud800"}}""", "1", "VALIDATION_FAILED"),
            ("""{"id":"1","type":"request","method":"sessions.get","params":{}}""", "1", "VALIDATION_FAILED"),
            ("""{"id":"1","type":"request","method":"sessions.get"}""", "1", "VALIDATION_FAILED"),
            ("""{"id":"1","type":"request","method":"sessions.get","params":{"session_id":"a/../b"}}""", "1", "ROUTE_NOT_FOUND"),
            ("""{"id":"1","type":"request","method":"workspace.files.read","params":{"path":"../../users"}}""", "1", "ROUTE_NOT_FOUND"),
        })
        {
            await client.SendTextAsync(text);
            var answer = await client.NextAsync();
            Assert.True(answer.CodeOf() == code, $"{text}: {answer}");
            Assert.Equal(id, answer.GetProperty("id").GetString());
        }

        Assert.True((await client.CallAsync("2", "health")).TryGetProperty("result", out var _));
        // Beside the questions of the gateway's own: health, and what the tenant keeps.
        Assert.DoesNotContain(suite["chat"].Seen, static seen => seen.Path != "/health" && !seen.Path.StartsWith("/internal/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no json", 1007)]
    [InlineData("{", 1007)]
    public async Task What_is_no_JSON_closes_the_socket(string text, int code)
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        await client.SendTextAsync(text);

        Assert.Equal(code, await client.CloseCodeAsync());
    }

    [Theory]
    [InlineData("""{"id":"1","id":"2","type":"request","method":"health"}""")]
    [InlineData("""{"id":"1","type":"request","method":"health","method":"limits"}""")]
    [InlineData("""{"id":"1","type":"request","method":"reports.get","params":{"report_id":"a","report_id":"b"}}""")]
    public async Task A_member_that_is_there_twice_is_refused_and_not_chosen(string text)
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        await client.SendTextAsync(text);

        Assert.Equal("INVALID_FRAME", (await client.NextAsync()).CodeOf());
        Assert.True((await client.CallAsync("3", "health")).TryGetProperty("result", out var _));
    }

    [Fact]
    public async Task Octets_close_the_socket_and_so_does_a_message_over_a_megabyte()
    {
        await using var suite = await Suite.StartAsync();
        var (binary, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        var (large, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = binary;
        await using var ___ = large;

        await binary.Socket.SendAsync(new byte[] { 1 }, System.Net.WebSockets.WebSocketMessageType.Binary, true, default);
        await large.SendTextAsync(new string(' ', 1024 * 1024 + 1));

        Assert.Equal(1003, await binary.CloseCodeAsync());
        Assert.Equal(1009, await large.CloseCodeAsync());
    }

    [Fact]
    public async Task Requests_run_side_by_side_so_many_at_once_and_each_under_an_id_of_its_own()
    {
        var held = new HeldCalls();
        await using var suite = await Suite.StartAsync(map: held.Map, settings: [("Sockets:MostRequests", "2")]);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        await client.RequestAsync("held", "sessions.get", new { session_id = "held" });
        await Testing.Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));

        Assert.Equal("DUPLICATE_ID", (await client.CallAsync("held", "health")).CodeOf());
        Assert.True((await client.CallAsync("2", "sessions.list")).TryGetProperty("result", out var _));
        await client.RequestAsync("3", "sessions.get", new { session_id = "held" });
        await Testing.Eventually.TrueAsync(() => Task.FromResult(held.Count == 2));
        Assert.Equal("TOO_MANY_REQUESTS", (await client.CallAsync("4", "sessions.list")).CodeOf());
        held.ReleaseOne();
        await client.AnswerAsync("held");
        held.Release();
        await client.AnswerAsync("3");
        Assert.True((await client.CallAsync("held", "sessions.list")).TryGetProperty("result", out var _));
    }

    [Fact]
    public async Task A_request_that_is_cancelled_is_answered_with_that_and_ends_at_its_module()
    {
        var held = new HeldCalls();
        await using var suite = await Suite.StartAsync(map: held.Map, settings: [("Limits:Tiers:professional:concurrent_requests", "1")]);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;
        await client.RequestAsync("1", "sessions.get", new { session_id = "held" });
        await Testing.Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));
        Assert.Equal("CONCURRENT_LIMIT", (await client.CallAsync("2", "sessions.list")).CodeOf());

        await client.SendAsync(new { id = "1", type = "cancel" });

        Assert.Equal("REQUEST_CANCELLED", (await client.AnswerAsync("1")).CodeOf());
        await Testing.Eventually.TrueAsync(async () => (await client.CallAsync("3", "sessions.list")).CodeOf() is null);
    }

    [Fact]
    public async Task A_file_is_written_as_text_or_octets_and_an_answer_that_is_no_JSON_says_what_it_is()
    {
        await using var suite = await Suite.StartAsync(map: static (module, app) =>
        {
            if (module == "chat")
            {
                Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/workspace/files/{**path}",
                    static (string path) => path == "a.md" ? Microsoft.AspNetCore.Http.Results.Text("čau", "text/plain") : Microsoft.AspNetCore.Http.Results.Bytes([1, 2], "application/octet-stream"));
            }
        });
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        await client.CallAsync("1", "workspace.files.write", new { path = "notes/a b.md", content = "čau" });
        var text = await client.CallAsync("2", "workspace.files.read", new { path = "a.md" });
        var octets = await client.CallAsync("3", "workspace.files.read", new { path = "b.bin" });

        var seen = suite["chat"].Seen.First(static seen => seen.Method == "PUT");
        Assert.Equal(("/workspace/files/notes/a%20b.md", "text/plain", "4"), (seen.Target, seen.Single("Content-Type"), seen.Single("Content-Length")));
        Assert.Equal(("text/plain", "čau"), (text.GetProperty("result").GetProperty("content_type").GetString(), text.GetProperty("result").GetProperty("content").GetString()));
        Assert.Equal([1, 2], octets.GetProperty("result").GetProperty("content_base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_template_is_written_like_a_file_and_its_language_stands_in_the_query()
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, suite.Tenants.AddTenant()));
        await using var __ = client;

        await client.CallAsync("1", "workspace.templates.write", new { path = "skills/fish/SKILL.md", language = "zh", content = "čau" });

        var seen = suite["chat"].Seen.First(static seen => seen.Method == "PUT");
        Assert.Equal(("/workspace/templates/skills/fish/SKILL.md?language=zh", "text/plain"), (seen.Target, seen.Single("Content-Type")));
    }
}
