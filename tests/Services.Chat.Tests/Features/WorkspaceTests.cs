using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class WorkspaceTests
{
    private static readonly string[] Templates = ["AGENTS.md", "HEARTBEAT.md", "MEMORY.md", "SOUL.md", "USER.md", "config.json"];

    [Theory]
    [InlineData("en", "About the user")]
    [InlineData("zh", "关于用户")]
    [InlineData("fr", "About the user")]
    public async Task A_first_request_finds_the_templates_in_the_users_language(string language, string says)
    {
        await using var host = await ChatHost.StartAsync();
        host.Peers.Language = language;
        using var client = host.For(TestContexts.User());

        var files = await client.GetFromJsonAsync<JsonElement>("/workspace/files");

        Assert.Equal(Templates, files.GetProperty("items").EnumerateArray().Select(file => file.Text("path")));
        Assert.Contains(says, await client.GetStringAsync("/workspace/files/USER.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_created_user_gets_a_workspace_by_the_event_once_and_it_is_never_overwritten()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        host.Peers.Down = true;

        await PublishAsync(host, ada);
        await Eventually.TrueAsync(async () => (await client.GetAsync("/workspace/files/USER.md")).StatusCode == HttpStatusCode.OK);
        await client.PutAsync("/workspace/files/USER.md", new StringContent("mine"));
        await PublishAsync(host, ada);
        var bob = ada.AsUser("bob");
        await PublishAsync(host, bob);
        using var other = host.For(bob);
        await Eventually.TrueAsync(async () => (await other.GetAsync("/workspace/files/USER.md")).StatusCode == HttpStatusCode.OK);

        // The second event of ada's came before bob's, and per-tenant order is kept.
        Assert.Equal("mine", await client.GetStringAsync("/workspace/files/USER.md"));
    }

    [Fact]
    public async Task Without_workspace_and_without_the_users_language_the_request_has_to_wait()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        host.Peers.Down = true;

        await (await client.ChatAsync("hi")).RefusedAsync(HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
        host.Peers.Down = false;
        await client.SayAsync("hi");
    }

    [Fact]
    public async Task First_requests_at_once_make_one_workspace()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var lists = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.GetFromJsonAsync<JsonElement>("/workspace/files")));

        Assert.All(lists, list => Assert.Equal(Templates.Length, list.GetProperty("items").GetArrayLength()));
    }

    [Theory]
    [InlineData("text/plain", "text/plain", "héron\n")]
    [InlineData("application/octet-stream", "text/plain", "plain after all")]
    [InlineData("application/octet-stream", "application/octet-stream", "a\0b")]
    public async Task What_was_written_is_read(string sent, string served, string content)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var written = await PutAsync(client, "data/%E7%AC%94%E8%AE%B0.bin", content, sent);
        using var read = await client.GetAsync("/workspace/files/data/%E7%AC%94%E8%AE%B0.bin");

        Assert.Equal("data/笔记.bin", (await written.JsonAsync(HttpStatusCode.Created)).Text("path"));
        Assert.Equal(Encoding.UTF8.GetBytes(content), await read.Content.ReadAsByteArrayAsync());
        Assert.Equal(served, read.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", read.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(written.Headers.ETag, read.Headers.ETag);
    }

    [Fact]
    public async Task Limits_are_kept()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var largest = new string('x', 1024 * 1024);

        Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, "large.txt", largest)).StatusCode);
        await (await PutAsync(client, "larger.txt", largest + "x")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE");
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var fill = source.CreateCommand("update workspace set bytes = 2000 * 1000 * 1000 - 10");
        await fill.ExecuteNonQueryAsync();
        var problem = await (await PutAsync(client, "more.txt", new string('x', 11))).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        Assert.Equal(("storage", 2000, 2000, 1_999_999_990), (problem.Text("quota"), problem.GetProperty("limit").GetInt64(), problem.GetProperty("used").GetInt64(), problem.GetProperty("used_bytes").GetInt64()));
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, "more.txt", new string('x', 10))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, "large.txt", "smaller")).StatusCode);
        await using var count = source.CreateCommand("select bytes from workspace");
        Assert.Equal(2_000_000_000L - (1024 * 1024) + 7, await count.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("a//b")]
    [InlineData("a%5Cb")]
    [InlineData("a%0Ab")]
    [InlineData("%20a")]
    public async Task A_path_that_no_file_can_have_is_refused_for_writing_and_missing_for_reading(string path)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await (await PutAsync(client, path, "x")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync($"/workspace/files/{path}")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }

    private static Task PublishAsync(ChatHost host, TenantContext context) =>
        host.Services.GetRequiredService<TenantDb>().TransactionAsync(context,
            transaction => transaction.PublishAsync(new UserCreated(context.RequiredUserId, "zh", "Asia/Shanghai"), CancellationToken.None), CancellationToken.None);

}
