using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What a workspace holds, and where something is in it.</summary>
public sealed class SearchFilesTests
{
    [Fact]
    public async Task Words_are_found_in_names_and_texts_in_any_script_and_never_in_those_of_others()
    {
        var host = await ChatHost.SharedAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var bob = host.For(ada.AsUser("bob"));
        await PutAsync(client, "data/a.md", "first\nwe bought 苹果股票 at noon\n");
        await PutAsync(client, "heron-100%_.md", "nothing");
        await PutAsync(client, "b.bin", "heron\0", "application/octet-stream");
        await PutAsync(bob, "his.md", "苹果股票 HERON-100%_");

        var chinese = Assert.Single(await FindAsync(client, "苹果股"));
        Assert.Equal(("data/a.md", 2, false), (chinese.Text("path"), chinese.GetProperty("line").GetInt32(), chinese.GetProperty("in_name").GetBoolean()));
        Assert.Contains("bought 苹果股票 at noon", chinese.Text("excerpt"), StringComparison.Ordinal);
        Assert.Equal(("heron-100%_.md", true), (Assert.Single(await FindAsync(client, "HERON-100%_")) is var hit ? (hit.Text("path"), hit.GetProperty("in_name").GetBoolean()) : default));
        Assert.Equal("his.md", Assert.Single(await FindAsync(bob, "heron-100%_")).Text("path"));
        Assert.Empty(await FindAsync(client, "no such words"));
        foreach (var q in new[] { "", "?q=", "?q=%20", "?q=%00", $"?q={new string('a', 201)}" })
        {
            await (await client.GetAsync($"/workspace/search{q}")).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        }
    }

    [Fact]
    public async Task A_search_of_more_than_a_page_looks_at_goes_on_and_finds_each_file_once()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        for (var i = 10; i < 16; i++)
        {
            await PutAsync(client, $"f{i}.txt", new string('x', (1024 * 1024) - 5) + "egret");
        }

        var paths = new List<string>();
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/workspace/search?q=egret{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            paths.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => item.Text("path")));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(Enumerable.Range(10, 6).Select(static i => $"f{i}.txt"), paths);
        Assert.True(pages > 1);
    }

    [Fact]
    public async Task Stats_tell_what_there_is_by_folder_and_what_there_may_be()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "data/a.md", "12345");
        await PutAsync(client, "data/x/b.md", new string('x', 100_000));
        await PutAsync(client, "data/a.md", "123");

        var stats = await client.GetFromJsonAsync<JsonElement>("/workspace/stats");
        var files = await client.AllAsync("/workspace/files");

        Assert.Equal((8, files.Sum(static file => file.GetProperty("bytes").GetInt64()), 2_000_000_000),
            (stats.GetProperty("files").GetInt64(), stats.GetProperty("bytes").GetInt64(), stats.GetProperty("limit_bytes").GetInt64()));
        Assert.Equal([("data", 2, 100_003), ("", 6, stats.GetProperty("bytes").GetInt64() - 100_003)], stats.GetProperty("folders").EnumerateArray()
            .Select(static folder => (folder.Text("folder"), folder.GetProperty("files").GetInt64(), folder.GetProperty("bytes").GetInt64())));
        Assert.Equal("data/x/b.md", stats.GetProperty("largest")[0].Text("path"));
        Assert.Equal((1, 5), (stats.GetProperty("history").GetProperty("revisions").GetInt64(), stats.GetProperty("history").GetProperty("bytes").GetInt64()));
    }

    private static async Task<List<JsonElement>> FindAsync(HttpClient client, string q) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/workspace/search?q={Uri.EscapeDataString(q)}")).GetProperty("items").EnumerateArray()];
}
