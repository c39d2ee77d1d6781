using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What the new workspaces of a tenant begin with.</summary>
public sealed class TemplateTests
{
    [Fact]
    public async Task A_new_workspace_has_the_tenants_files_where_there_are_some_and_else_those_of_the_house()
    {
        var host = await ChatHost.SharedAsync();
        var admin = TestContexts.Admin();
        using var client = host.For(admin);
        await PutAsync(client, "AGENTS.md", "Ours.");
        await PutAsync(client, "skills/fish/SKILL.md", "Stand still.");
        using var ada = host.For(admin.AsUser("ada"));
        using var stranger = host.For(TestContexts.User());

        Assert.Equal(("Ours.", "Stand still."), (await ada.ReadAsync("AGENTS.md"), await ada.ReadAsync("skills/fish/SKILL.md")));
        Assert.Equal(await stranger.ReadAsync("SOUL.md"), await ada.ReadAsync("SOUL.md"));
        Assert.NotEqual("Ours.", await stranger.ReadAsync("AGENTS.md"));
        var stats = await ada.GetFromJsonAsync<JsonElement>("/workspace/stats");
        var files = (await ada.GetFromJsonAsync<JsonElement>("/workspace/files")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal((7, files.Sum(static file => file.GetProperty("bytes").GetInt64())), (files.Count, stats.GetProperty("bytes").GetInt64()));
    }

    [Fact]
    public async Task The_template_of_a_users_language_comes_before_that_for_all()
    {
        var host = await ChatHost.SharedAsync();
        var admin = TestContexts.Admin();
        using var client = host.For(admin);
        await PutAsync(client, "SOUL.md?language=en", "English.");
        await PutAsync(client, "SOUL.md", "Any.");
        await PutAsync(client, "USER.md?language=fr", "French.");
        using var ada = host.For(admin.AsUser("ada"));

        Assert.Equal("English.", await ada.ReadAsync("SOUL.md"));
        Assert.NotEqual("French.", await ada.ReadAsync("USER.md"));
        Assert.Equal(["SOUL.md  4", "SOUL.md en 8", "USER.md fr 7"], await ListAsync(client, 200));
        Assert.Equal(["SOUL.md  4", "SOUL.md en 8", "USER.md fr 7"], await ListAsync(client, 1));
    }

    [Fact]
    public async Task A_workspace_that_is_there_does_not_change_and_neither_does_a_file_in_it()
    {
        var host = await ChatHost.SharedAsync();
        var admin = TestContexts.Admin();
        using var client = host.For(admin);
        using var ada = host.For(admin.AsUser("ada"));
        var before = await ada.ReadAsync("AGENTS.md");

        await PutAsync(client, "AGENTS.md", "Ours.");
        using var user = await ada.GetAsync("/workspace/files");

        Assert.Equal(before, await ada.ReadAsync("AGENTS.md"));
    }

    [Fact]
    public async Task What_the_tenant_writes_for_its_assistants_steers_them()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        var admin = TestContexts.Admin();
        using var client = host.For(admin);
        await PutAsync(client, "AGENTS.md", "Speak like a heron.");
        using var ada = host.For(admin.AsUser("ada"));

        await ada.SayAsync("hi");

        var system = model.Requests.Single().GetProperty("messages")[0];
        Assert.Equal("system", system.Text("role"));
        Assert.Contains("Speak like a heron.", system.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_read_replaced_and_deleted_by_its_revision()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.Admin());
        using var created = await client.PutAsync("/workspace/templates/a/b.md?language=zh", Text("one"));
        Assert.Equal((HttpStatusCode.Created, "/workspace/templates/a/b.md?language=zh", "\"1\""), (created.StatusCode, created.Headers.Location?.ToString(), created.Headers.ETag?.Tag));

        using var read = await client.GetAsync(created.Headers.Location);
        Assert.Equal(("one", "\"1\"", "text/plain"), (await read.Content.ReadAsStringAsync(), read.Headers.ETag?.Tag, read.Content.Headers.ContentType?.MediaType));
        await (await client.GetAsync("/workspace/templates/a/b.md")).RefusedAsync(HttpStatusCode.NotFound, "TEMPLATE_NOT_FOUND");
        using var stale = new HttpRequestMessage(HttpMethod.Put, created.Headers.Location) { Content = Text("two"), Headers = { { "If-Match", "\"7\"" } } };
        await (await client.SendAsync(stale)).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        using var replaced = await client.PutAsync(created.Headers.Location, Text("two"));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (replaced.StatusCode, replaced.Headers.ETag?.Tag));

        using var deleted = await client.DeleteAsync(created.Headers.Location);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await (await client.DeleteAsync(created.Headers.Location)).RefusedAsync(HttpStatusCode.NotFound, "TEMPLATE_NOT_FOUND");
        using var again = await client.PutAsync(created.Headers.Location, Text("one"));
        // No tag ever stands for two contents.
        Assert.Equal("\"3\"", again.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Templates_count_as_what_the_tenant_keeps_and_are_refused_where_there_is_no_room()
    {
        var host = await ChatHost.SharedAsync();
        var tenant = TestContexts.NewTenantId();
        using var client = host.For(TestContexts.Of(tenant, null, TenantRole.TenantAdmin, "professional", 1, quotas: new OwnQuotas("storage=1", null, null)));
        using var ada = host.For(TestContexts.User("ada", tenant));
        using var filled = await ada.PutAsync("/workspace/files/big.bin", new ByteArrayContent(new byte[700_000]) { Headers = { ContentType = new("application/octet-stream") } });
        var before = await UsedAsync(host, tenant);
        await PutAsync(client, "a.md", new string('a', 250_000));
        Assert.Equal(before + 250_000, await UsedAsync(host, tenant));

        await (await client.PutAsync("/workspace/templates/b.md", Text(new string('b', 100_000)))).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");

        Assert.Equal(before + 250_000, await UsedAsync(host, tenant));
        await PutAsync(client, "a.md", "short");
        using var deleted = await client.DeleteAsync("/workspace/templates/a.md");
        Assert.Equal(before, await UsedAsync(host, tenant));
    }

    [Fact]
    public async Task A_tenant_has_so_many_templates_and_octets_of_them_and_no_more()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.Admin());
        await PutAsync(client, "big.md", new string('a', 512 * 1024 - 99));
        for (var i = 0; i < 99; i++)
        {
            await PutAsync(client, $"{i}.md", "a");
        }

        await (await client.PutAsync("/workspace/templates/100.md", Text(""))).RefusedAsync(HttpStatusCode.Conflict, "TEMPLATES_FULL");
        await (await client.PutAsync("/workspace/templates/1.md", Text("ab"))).RefusedAsync(HttpStatusCode.Conflict, "TEMPLATES_FULL");
        await PutAsync(client, "1.md", "b");
    }

    [Theory]
    [InlineData(" up.md", null, "path")]
    [InlineData("config.json", null, "path")]
    [InlineData("CONFIG.json", null, "path")]
    [InlineData("a.md", "english", "language")]
    [InlineData("a.md", "", "language")]
    [InlineData("a.md", "ZH", "language")]
    public async Task What_can_be_no_template_is_refused_by_name(string path, string? language, string names)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.Admin());

        var problem = await (await client.PutAsync($"/workspace/templates/{Uri.EscapeDataString(path)}{(language is null ? "" : $"?language={language}")}", Text("x")))
            .RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.True(problem.GetProperty("errors").TryGetProperty(names, out _));
    }

    [Fact]
    public async Task A_template_is_text_or_octets_of_a_files_length()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.Admin());

        await (await client.PutAsync("/workspace/templates/a", new ByteArrayContent([0xff]) { Headers = { ContentType = new("text/plain") } })).RefusedAsync(HttpStatusCode.BadRequest, "NOT_TEXT");
        await (await client.PutAsync("/workspace/templates/a", JsonContent.Create(1))).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        await PutAsync(client, "a", "\xff");
    }

    [Fact]
    public async Task Another_tenants_templates_and_a_users_rights_end_at_the_wall()
    {
        var host = await ChatHost.SharedAsync();
        var admin = TestContexts.Admin();
        using var client = host.For(admin);
        using var other = host.For(TestContexts.Admin());
        using var ada = host.For(admin.AsUser("ada"));
        await PutAsync(client, "AGENTS.md", "Ours.");

        await (await other.GetAsync("/workspace/templates/AGENTS.md")).RefusedAsync(HttpStatusCode.NotFound, "TEMPLATE_NOT_FOUND");
        await (await other.DeleteAsync("/workspace/templates/AGENTS.md")).RefusedAsync(HttpStatusCode.NotFound, "TEMPLATE_NOT_FOUND");
        Assert.Empty(await ListAsync(other, 200));
        await (await ada.GetAsync("/workspace/templates")).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await (await ada.PutAsync("/workspace/templates/AGENTS.md", Text("Mine."))).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    private static StringContent Text(string text) => new(text, Encoding.UTF8, "text/plain");

    private static async Task PutAsync(HttpClient client, string path, string text)
    {
        using var response = await client.PutAsync($"/workspace/templates/{path}", Text(text));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<List<string>> ListAsync(HttpClient client, int limit) => [.. (await client.AllAsync("/workspace/templates", limit))
        .Select(static item => $"{item.Text("path")} {item.GetProperty("language").GetString()} {item.GetProperty("bytes")}")];

    private static async Task<long> UsedAsync(ChatHost host, string tenant)
    {
        using var gateway = host.For(TestContexts.Gateway);
        return (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}/usage")).GetProperty("storage_bytes").GetInt64();
    }
}
