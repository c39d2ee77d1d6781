using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Architecture.Tests;

/// <summary>Two modules in one process, each in a container of its own, are what they are in two.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class CoexistenceTests : IAsyncLifetime
{
    private readonly string _tenant = TestContexts.NewTenantId();
    private SharedProcess _process = null!;

    public async Task InitializeAsync()
    {
        _process = await SharedProcess.StartAsync();
        await ExpectAsync(HttpStatusCode.Created, _process.SendAsync(_process.Tenants, HttpMethod.Post, "/tenants", TestContexts.Operator,
            new { tenant_id = _tenant, name = "Acme", tier = "basic", time_zone = "Europe/Berlin" }));
        await ExpectAsync(HttpStatusCode.Created, _process.SendAsync(_process.Tenants, HttpMethod.Post, "/users", TestContexts.Admin(_tenant), new { user_id = "ada" }));
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from workspace where tenant_id = $1 and user_id = 'ada'") == 1);
        // The other one's work, at whose door it asks for the user's language.
        await ExpectAsync(HttpStatusCode.OK, ListFilesAsync("bob"));
    }

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public Task Events_of_one_module_reach_the_other_that_of_the_tenant_and_that_of_its_user() =>
        Eventually.TrueAsync(async () => await CountAsync("select count(*) from nanobot.inbox where tenant_id = $1") == 2);

    [Fact]
    public async Task Each_module_answers_for_itself_when_asked_for_its_health()
    {
        Assert.Equal("tenants", await HealthAsync(_process.Tenants));
        Assert.Equal("chat", await HealthAsync(_process.Chat));
    }

    [Fact]
    public async Task Each_module_sends_its_own_spans_and_no_other_ones()
    {
        await Eventually.TrueAsync(() => Task.FromResult(
            Has(_process.Tenants, "POST /users") && Has(_process.Tenants, "publish user.created.v1") && Has(_process.Tenants, "GET /users/{user_id}")
            && Has(_process.Chat, "process user.created.v1") && Has(_process.Chat, "GET /workspace/files")));
        var (tenants, chat) = (_process.Tenants.Spans(), _process.Chat.Spans());

        Assert.All(tenants, static span => Assert.Equal(["tenants"], Modules(span)));
        Assert.All(chat, static span => Assert.Equal(["chat"], Modules(span)));
        Assert.Empty(tenants.Select(static span => span.SpanId).Intersect(chat.Select(static span => span.SpanId)));
        var asked = Assert.Single(tenants, static span => span.DisplayName == "GET /users/{user_id}");
        Assert.Contains(chat, span => span.Kind == ActivityKind.Client && span.SpanId == asked.ParentSpanId && span.DisplayName == "GET tenants");
    }

    [Fact]
    public void Each_module_sends_the_figures_of_its_own_instruments()
    {
        var (tenants, chat) = (_process.Tenants.Instruments(), _process.Chat.Instruments());

        Assert.Contains("nanobot.tenants.users.created", tenants);
        Assert.DoesNotContain(chat, static name => name.StartsWith("nanobot.tenants.", StringComparison.Ordinal));
        Assert.Contains("http.server.request.duration", chat);
    }

    [Fact]
    public async Task One_module_that_stops_leaves_the_other_at_work()
    {
        await _process.Tenants.App.StopAsync();

        await ExpectAsync(HttpStatusCode.OK, ListFilesAsync("ada"));
        Assert.Equal("chat", await HealthAsync(_process.Chat));
    }

    private static bool Has(InProcess module, string name) => module.Spans().Any(span => span.DisplayName == name);

    private static IEnumerable<object?> Modules(Activity span) => span.TagObjects.Where(static tag => tag.Key == "module").Select(static tag => tag.Value);

    private static async Task<string> ExpectAsync(HttpStatusCode expected, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode} {text}");
        return text;
    }

    private Task<HttpResponseMessage> ListFilesAsync(string user) =>
        _process.SendAsync(_process.Chat, HttpMethod.Get, "/workspace/files", TestContexts.User(user, _tenant));

    private async Task<string?> HealthAsync(InProcess module) => JsonSerializer.Deserialize<JsonElement>(
        await ExpectAsync(HttpStatusCode.OK, _process.SendAsync(module, HttpMethod.Get, "/health"))).GetProperty("module").GetString();

    private async Task<long> CountAsync(string query)
    {
        await using var source = NpgsqlDataSource.Create(_process.Chat.DatabaseOwner);
        await using var command = source.CreateCommand(query);
        command.Parameters.AddWithValue(_tenant);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
