using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class MoveFileTests
{
    [Fact]
    public async Task A_file_moves_with_its_history_and_no_number_of_a_path_stands_for_two_contents()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "b.md", "other");
        await client.SayAsync("write a.md: one");
        await PutAsync(client, "a.md", "two");

        await (await MoveAsync(client, new { from = "a.md", to = "b.md" })).RefusedAsync(HttpStatusCode.Conflict, "FILE_EXISTS");
        await (await MoveAsync(client, new { from = "a.md", to = "b.md", overwrite = true }, "\"1\"")).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        var moved = await (await MoveAsync(client, new { from = "a.md", to = "b.md", overwrite = true }, "\"2\"")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("two", await client.GetStringAsync("/workspace/files/b.md"));
        await (await client.GetAsync("/workspace/files/a.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.GetAsync("/workspace/history/a.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        var history = await FileHistoryTests.HistoryAsync(client, "b.md");
        Assert.Equal([(4, "user"), (3, "assistant"), (1, "user")], history.Select(static item => (item.GetProperty("revision").GetInt64(), item.GetProperty("author").Text("kind"))));
        Assert.Equal(4, moved.GetProperty("revision").GetInt64());
        Assert.Equal("one", await client.GetStringAsync("/workspace/files/b.md?revision=3"));
        Assert.Equal("other", await client.GetStringAsync("/workspace/files/b.md?revision=1"));
        var again = (await PutAsync(client, "a.md", "new")).Headers.ETag!.Tag;
        Assert.True(long.Parse(again.Trim('"'), System.Globalization.CultureInfo.InvariantCulture) > 2, again);
    }

    [Theory]
    [InlineData("a.md", "a.md", "to")]
    [InlineData("a.md", "../b", "to")]
    [InlineData("/a.md", "b", "from")]
    [InlineData("a.md", null, "to")]
    public async Task What_is_no_path_or_the_same_is_refused_by_name(string from, string? to, string names)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        var problem = await (await MoveAsync(client, new { from, to })).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.True(problem.GetProperty("errors").TryGetProperty(names, out _));
    }

    [Fact]
    public async Task Moving_over_a_file_gives_its_room_back()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "a.md", "12345");
        await PutAsync(client, "b.md", "123");
        var before = await StatsAsync(client);

        await (await MoveAsync(client, new { from = "a.md", to = "b.md", overwrite = true })).JsonAsync(HttpStatusCode.OK);

        var after = await StatsAsync(client);
        Assert.Equal((before.Files - 1, before.Bytes - 3), after);
    }

    private static async Task<(long Files, long Bytes)> StatsAsync(HttpClient client)
    {
        var stats = await client.GetFromJsonAsync<JsonElement>("/workspace/stats");
        return (stats.GetProperty("files").GetInt64(), stats.GetProperty("bytes").GetInt64());
    }

    private static Task<HttpResponseMessage> MoveAsync(HttpClient client, object body, string? match = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/workspace/move") { Content = JsonContent.Create(body) };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        return client.SendAsync(request);
    }
}
