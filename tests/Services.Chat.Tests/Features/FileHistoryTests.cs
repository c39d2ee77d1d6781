using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using Npgsql;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What files were, and the way back to it.</summary>
public sealed class FileHistoryTests
{
    [Fact]
    public async Task Each_write_keeps_what_was_there_with_who_wrote_it_and_it_can_be_read()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "USER.md", "mine");
        await client.SayAsync("写 笔记.md：买入苹果");
        await PutAsync(client, "%E7%AC%94%E8%AE%B0.md", "卖出");

        var user = await HistoryAsync(client, "USER.md");
        var notes = await HistoryAsync(client, "%E7%AC%94%E8%AE%B0.md");

        Assert.Equal([(2, "user", true), (1, "template", false)], user.Select(static item => (item.GetProperty("revision").GetInt64(), Kind(item), item.GetProperty("is_current").GetBoolean())));
        Assert.Equal(4, user[0].GetProperty("bytes").GetInt32());
        Assert.Equal(["user", "assistant"], notes.Select(Kind));
        Assert.True(notes[1].GetProperty("author").GetProperty("turn_id").GetGuid() != Guid.Empty);
        using var old = await client.GetAsync("/workspace/files/%E7%AC%94%E8%AE%B0.md?revision=1");
        Assert.Equal(("买入苹果", "\"1\""), (await old.Content.ReadAsStringAsync(), old.Headers.ETag?.Tag));
        await (await client.GetAsync("/workspace/files/USER.md?revision=9")).RefusedAsync(HttpStatusCode.NotFound, "REVISION_NOT_FOUND");
        await (await client.GetAsync("/workspace/files/USER.md?revision=x")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.GetAsync("/workspace/history/none.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.GetAsync($"/workspace/history/USER.md?cursor={ToCursor("x")}")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task A_deleted_file_has_its_history_and_comes_back_and_undo_takes_back_the_last_write()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "a.md", "one");
        await PutAsync(client, "a.md", "two");
        await client.DeleteAsync("/workspace/files/a.md");

        Assert.Equal([(2, true), (1, false)], (await HistoryAsync(client, "a.md")).Select(static item =>
            (item.GetProperty("revision").GetInt64(), item.GetProperty("deleted_at").ValueKind == JsonValueKind.String)));
        var back = await RestoreAsync(client, new { path = "a.md" });
        Assert.Equal((3, "two"), (back.GetProperty("revision").GetInt64(), await client.GetStringAsync("/workspace/files/a.md")));
        await PutAsync(client, "a.md", "three");
        await RestoreAsync(client, new { path = "a.md" });
        Assert.Equal("two", await client.GetStringAsync("/workspace/files/a.md"));
        await RestoreAsync(client, new { path = "a.md", revision = 1 });
        Assert.Equal("one", await client.GetStringAsync("/workspace/files/a.md"));
        await (await client.PostAsJsonAsync("/workspace/restore", new { path = "a.md", revision = 99 })).RefusedAsync(HttpStatusCode.NotFound, "REVISION_NOT_FOUND");
        await (await client.PostAsJsonAsync("/workspace/restore", new { path = "a.md", revision = 0 })).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await client.PostAsJsonAsync("/workspace/restore", new { path = "none.md" })).RefusedAsync(HttpStatusCode.NotFound, "REVISION_NOT_FOUND");
        using var stale = new HttpRequestMessage(HttpMethod.Post, "/workspace/restore") { Content = JsonContent.Create(new { path = "a.md", revision = 2 }), Headers = { { "If-Match", "\"1\"" } } };
        await (await client.SendAsync(stale)).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
    }

    [Fact]
    public async Task Restored_text_keeps_the_label_of_who_wrote_it()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await client.SayAsync("write notes.md: hello");
        await PutAsync(client, "notes.md", "mine");
        await RestoreAsync(client, new { path = "notes.md", revision = 1 });
        var history = await HistoryAsync(client, "notes.md");

        Assert.Equal(["assistant", "user", "assistant"], history.Select(Kind));
        Assert.Equal(history[2].GetProperty("author").GetRawText(), history[0].GetProperty("author").GetRawText());
    }

    [Fact]
    public async Task Storage_counts_what_files_are_and_not_what_they_were()
    {
        await using var host = await ChatHost.StartAsync(settings: []);
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        var templates = await CountAsync(source, "select bytes from workspace");

        await PutAsync(client, "a.md", new string('a', 1000));
        await PutAsync(client, "a.md", new string('a', 10));
        Assert.Equal(templates + 10, await CountAsync(source, "select bytes from workspace"));
        await RestoreAsync(client, new { path = "a.md", revision = 1 });
        Assert.Equal(templates + 1000, await CountAsync(source, "select bytes from workspace"));
        await client.DeleteAsync("/workspace/files/a.md");
        Assert.Equal(templates, await CountAsync(source, "select bytes from workspace"));
        await using var fill = source.CreateCommand("update workspace set bytes = 2000 * 1000 * 1000 - 999");
        await fill.ExecuteNonQueryAsync();
        await (await client.PostAsJsonAsync("/workspace/restore", new { path = "a.md", revision = 1 })).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");
        await (await client.GetAsync("/workspace/files/a.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await RestoreAsync(client, new { path = "a.md", revision = 2 });
        Assert.Equal(1_999_999_001 + 10, await CountAsync(source, "select storage_bytes from tenant_usage"));
    }

    [Fact]
    public async Task The_oldest_goes_beyond_what_is_kept_of_a_file_by_number_and_by_size()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        for (var i = 1; i <= 53; i++)
        {
            await PutAsync(client, "many.md", $"{i}");
        }

        for (var i = 1; i <= 10; i++)
        {
            await PutAsync(client, "large.md", new string('x', 1024 * 1024));
        }

        var many = await HistoryAsync(client, "many.md");
        Assert.Equal((51, 53L, 3L), (many.Count, many[0].GetProperty("revision").GetInt64(), many[^1].GetProperty("revision").GetInt64()));
        Assert.Equal([10, 9, 8, 7, 6, 5, 4, 3, 2], (await HistoryAsync(client, "large.md")).Select(static item => item.GetProperty("revision").GetInt64()));
    }

    internal static Task<List<JsonElement>> HistoryAsync(HttpClient client, string path) => client.AllAsync($"/workspace/history/{path}", 20);

    internal static async Task<JsonElement> RestoreAsync(HttpClient client, object body) =>
        await (await client.PostAsJsonAsync("/workspace/restore", body)).JsonAsync(HttpStatusCode.OK);

    private static string Kind(JsonElement item) => item.GetProperty("author").Text("kind");

    private static string ToCursor(string key) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key)).TrimEnd('=');

    private static async Task<long> CountAsync(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
