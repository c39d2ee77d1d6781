using System.Net;
using System.Text;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class ExportWorkspaceTests
{
    private static readonly string[] Names = ["数据/鹭.bin", "a b.txt", "empty", "deep/er/and/deeper.md", "zzz.txt", "🙂.md"];

    [Fact]
    public async Task What_is_taken_out_of_one_workspace_is_byte_for_byte_what_another_is_given()
    {
        var host = await ChatHost.SharedAsync();
        using var ada = host.For(TestContexts.User());
        using var bob = host.For(TestContexts.User());
        var random = new Random(7);
        foreach (var name in Names)
        {
            var content = new byte[name == "empty" ? 0 : random.Next(1, 200_000)];
            random.NextBytes(content);
            (await ada.PutAsync($"/workspace/files/{name}", new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } })).EnsureSuccessStatusCode();
        }

        await PutAsync(ada, "AGENTS.md", "Be brief.");
        var archive = await ada.ExportAsync();

        var answer = await (await bob.ImportAsync(archive, "replace")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal((Names.Length, 1, 4, 0), (answer.GetProperty("created").GetInt32(), answer.GetProperty("replaced").GetInt32(), answer.GetProperty("unchanged").GetInt32(), answer.GetProperty("kept").GetInt32()));
        var (of, to) = (Archives.Read(archive), Archives.Read(await bob.ExportAsync()));
        Assert.Equal(of.Keys.Order(StringComparer.Ordinal), to.Keys.Order(StringComparer.Ordinal));
        Assert.All(of, file => Assert.Equal(file.Value, to[file.Key]));
        Assert.Superset(Names.ToHashSet(StringComparer.Ordinal), of.Keys.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_archive_says_what_it_is_and_a_head_has_no_content()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var whole = await client.GetAsync("/workspace/export");
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/workspace/export"));

        Assert.All([whole, head], static response =>
        {
            Assert.Equal("application/zip", response.Content.Headers.ContentType?.ToString());
            Assert.Equal("workspace.zip", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        });
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(["AGENTS.md", "HEARTBEAT.md", "MEMORY.md", "SOUL.md", "USER.md", "config.json"], Archives.Read(await whole.Content.ReadAsByteArrayAsync()).Keys);
        await (await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/workspace/export") { Headers = { { "Accept", "text/plain" } } })).RefusedAsync(HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE");
    }

    [Fact]
    public async Task Files_that_change_while_they_are_read_are_what_they_were_at_the_beginning()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        for (var i = 0; i < 12; i++)
        {
            await PutAsync(client, $"f{i:00}.txt", new string((char)('a' + i), 900_000) + Guid.NewGuid());
        }

        var before = new Dictionary<string, string>();
        foreach (var name in Enumerable.Range(0, 12).Select(static i => $"f{i:00}.txt"))
        {
            before[name] = await client.GetStringAsync($"/workspace/files/{name}");
        }

        using var response = await client.GetAsync("/workspace/export", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var first = new byte[1];
        await body.ReadExactlyAsync(first);
        await PutAsync(client, "f11.txt", "later");
        await client.DeleteAsync("/workspace/files/f10.txt");
        using var rest = new MemoryStream();
        rest.Write(first);
        await body.CopyToAsync(rest);

        var exported = Archives.Read(rest.ToArray());
        Assert.All(before, file => Assert.Equal(file.Value, Encoding.UTF8.GetString(exported[file.Key])));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_no_half_of_an_archive()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await PutAsync(client, "a.md", "text");
        await host.RunAsync(ada, Guid.NewGuid().ToString(), "update workspace_file set updated_at = '20000-01-01' where tenant_id = $1 and user_id = $2 and path = 'a.md' and $3::uuid is not null");

        await (await client.GetAsync("/workspace/export")).RefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
    }
}
