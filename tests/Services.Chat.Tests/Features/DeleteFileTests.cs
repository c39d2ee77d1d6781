using System.Net;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class DeleteFileTests
{
    [Fact]
    public async Task A_deleted_file_is_gone_and_gives_its_room_back()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        using var client = host.For(ada);
        await client.PutAsync("/workspace/files/data/a.bin", new StringContent(new string('x', 1000)));
        var before = await BytesAsync(host, ada.TenantId!);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/workspace/files/data/a.bin")).StatusCode);

        await (await client.GetAsync("/workspace/files/data/a.bin")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.DeleteAsync("/workspace/files/data/a.bin")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        await (await client.DeleteAsync("/workspace/files/..%2Fa.bin")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
        Assert.Equal(before - 1000, await BytesAsync(host, ada.TenantId!));
    }

    [Fact]
    public async Task The_first_request_may_delete_a_file_that_the_workspace_begins_with()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/workspace/files/HEARTBEAT.md")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/workspace/files/HEARTBEAT.md")).StatusCode);
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"2\"", HttpStatusCode.NoContent)]
    [InlineData("*", HttpStatusCode.NoContent)]
    [InlineData("\"two\"", HttpStatusCode.PreconditionFailed)]
    public async Task If_Match_names_the_revision_that_is_deleted(string tag, HttpStatusCode expected)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/a.md", new StringContent("one"));
        await client.PutAsync("/workspace/files/a.md", new StringContent("two"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/workspace/files/a.md");
        Assert.True(request.Headers.TryAddWithoutValidation("If-Match", tag));

        Assert.Equal(expected, (await client.SendAsync(request)).StatusCode);
        Assert.Equal(expected == HttpStatusCode.NoContent ? HttpStatusCode.NotFound : HttpStatusCode.OK, (await client.GetAsync("/workspace/files/a.md")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_written_anew_has_an_entity_tag_that_no_content_of_it_had_before()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var tags = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            for (var revision = 0; revision < 2; revision++)
            {
                using var written = await client.PutAsync("/workspace/files/a.md", new StringContent($"{round} {revision}"));
                Assert.Equal(revision == 0 ? HttpStatusCode.Created : HttpStatusCode.OK, written.StatusCode);
                using var read = await client.GetAsync("/workspace/files/a.md");
                Assert.Equal(written.Headers.ETag, read.Headers.ETag);
                tags.Add(read.Headers.ETag!.Tag);
            }

            await client.DeleteAsync("/workspace/files/a.md");
        }

        Assert.Equal(6, tags.Distinct().Count());
    }

    [Fact]
    public async Task Nobody_deletes_the_file_of_another()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        using var client = host.For(ada);
        using var other = host.For(ada.AsUser("bob"));
        await client.PutAsync("/workspace/files/a.md", new StringContent("ada's"));

        await (await other.DeleteAsync("/workspace/files/a.md")).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");

        Assert.Equal("ada's", await client.GetStringAsync("/workspace/files/a.md"));
    }

    private static async Task<long> BytesAsync(ChatHost host, string tenant)
    {
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var command = source.CreateCommand("select bytes from workspace where tenant_id = $1");
        command.Parameters.Add(new() { Value = tenant });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
