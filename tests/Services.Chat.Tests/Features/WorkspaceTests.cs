using System.IO.Compression;
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
    public async Task A_revision_guards_against_overwriting()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var first = (await PutAsync(client, "a.md", "one")).Headers.ETag!;
        var second = (await PutAsync(client, "a.md", "two", match: first.Tag)).Headers.ETag!;

        await (await PutAsync(client, "a.md", "three", match: first.Tag)).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        await (await PutAsync(client, "new.md", "x", match: "*")).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        await (await PutAsync(client, "a.md", "x", noneMatch: "*")).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        foreach (var none in new[] { "\"abc\"", $"W/{second.Tag}", "\"02\"" })
        {
            await (await PutAsync(client, "a.md", "x", match: none)).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        }

        await (await PutAsync(client, "a.md", "x", noneMatch: $"\"9\", W/{second.Tag}")).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        foreach (var malformed in new[] { "2", "\"2", "\"2\", *" })
        {
            await (await PutAsync(client, "a.md", "x", match: malformed)).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
            await (await PutAsync(client, "a.md", "x", noneMatch: malformed)).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        }

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, "a.md", "three", match: $"\"abc\", {second.Tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, "b.md", "x", noneMatch: "*")).StatusCode);

        foreach (var known in new[] { "\"3\"", "W/\"3\"", "\"a,b\", \"3\"", "*" })
        {
            using var again = await GetAsync(client, "a.md", ("If-None-Match", known));
            Assert.Equal((HttpStatusCode.NotModified, "\"3\""), (again.StatusCode, again.Headers.ETag?.Tag));
            Assert.True(again.Headers.CacheControl is { Private: true, NoCache: true });
        }

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(client, "a.md", ("If-Match", "\"2\", \"3\""))).StatusCode);
        await (await GetAsync(client, "a.md", ("If-Match", "W/\"3\""))).RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        await (await GetAsync(client, "a.md", ("If-None-Match", "3"))).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await (await GetAsync(client, "none.md", ("If-Match", "*"))).RefusedAsync(HttpStatusCode.NotFound, "FILE_NOT_FOUND");
    }

    [Fact]
    public async Task Dates_hold_for_reading_writing_and_deleting_where_no_entity_tag_is_named()
    {
        const string Before = "Sun, 06 Nov 1994 08:49:37 GMT", After = "Sat, 06 Nov 2094 08:49:37 GMT";
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        using var created = await PutAsync(client, "a.md", "one");
        using var read = await SendAsync(client, HttpMethod.Get, "a.md");
        var written = Assert.Single(read.Content.Headers.GetValues("Last-Modified"));

        foreach (var (header, value, status) in new[]
        {
            ("If-Modified-Since", written, HttpStatusCode.NotModified), ("If-Modified-Since", After, HttpStatusCode.NotModified), ("If-Modified-Since", Before, HttpStatusCode.OK),
            ("If-Unmodified-Since", written, HttpStatusCode.OK), ("If-Unmodified-Since", "once", HttpStatusCode.OK), ("If-Unmodified-Since", Before, HttpStatusCode.PreconditionFailed),
        })
        {
            using var answer = await GetAsync(client, "a.md", (header, value));
            Assert.True(answer.StatusCode == status, $"{header}: {value}: {answer.StatusCode}");
        }

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var refused = await SendAsync(client, method, "a.md", ("If-Unmodified-Since", Before));
            await refused.RefusedAsync(HttpStatusCode.PreconditionFailed, "REVISION_MISMATCH");
        }

        using var both = await SendAsync(client, HttpMethod.Get, "a.md", ("If-Match", "\"1\""), ("If-None-Match", "\"1\""), ("If-Unmodified-Since", Before), ("If-Modified-Since", Before));
        Assert.Equal((HttpStatusCode.NotModified, written), (both.StatusCode, Assert.Single(both.Content.Headers.GetValues("Last-Modified"))));
        using var replaced = await SendAsync(client, HttpMethod.Put, "a.md", ("If-Unmodified-Since", After));
        using var deleted = await SendAsync(client, HttpMethod.Delete, "a.md", ("If-Match", "\"2\""), ("If-Unmodified-Since", Before));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent), (replaced.StatusCode, deleted.StatusCode));
    }

    [Theory]
    [InlineData("bytes=0-0", null)]
    [InlineData("bytes=9-", null)]
    [InlineData("bytes=0-0,1-1", "\"1\"")]
    public async Task A_range_is_not_taken_and_the_whole_file_comes(string range, string? unless)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        using var created = await PutAsync(client, "range.md", "whole");
        using var answer = await SendAsync(client, HttpMethod.Get, "range.md", unless is null ? [("Range", range)] : [("Range", range), ("If-Range", unless)]);

        Assert.Equal((HttpStatusCode.OK, "whole"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.False(answer.Headers.Contains("Accept-Ranges") && !answer.Headers.AcceptRanges.Contains("none"));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/workspace/files/{path}") { Content = method == HttpMethod.Put ? new StringContent("two") : null };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await client.SendAsync(request);
    }

    [Fact]
    public async Task A_file_that_comes_coded_is_stored_as_what_it_is()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var coded = new MemoryStream();
        await using (var gzip = new GZipStream(coded, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("plain text"u8.ToArray());
        }

        foreach (var type in new[] { "text/plain", "application/octet-stream" })
        {
            using var written = await PutCodedAsync(client, coded.ToArray(), type, "gzip");
            Assert.True(written.IsSuccessStatusCode);
            Assert.Equal("plain text", await client.GetStringAsync("/workspace/files/coded"));
            await (await PutCodedAsync(client, coded.ToArray()[..12], type, "gzip")).RefusedAsync(HttpStatusCode.BadRequest, "MALFORMED_BODY");
            await (await PutCodedAsync(client, coded.ToArray(), type, "zstd")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING");
            await (await PutCodedAsync(client, coded.ToArray(), type, "gzip, gzip")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING");
        }
    }

    [Theory]
    [InlineData("Text/Plain", HttpStatusCode.Created)]
    [InlineData("text/plain; charset=\"UTF-8\"", HttpStatusCode.Created)]
    [InlineData("APPLICATION/octet-stream", HttpStatusCode.Created)]
    [InlineData("text/plain; charset=iso-8859-1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/markdown", HttpStatusCode.UnsupportedMediaType)]
    public async Task The_type_of_a_file_is_read_without_case_and_text_is_UTF8(string type, HttpStatusCode status)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        using var response = await PutCodedAsync(client, "x"u8.ToArray(), type, null);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("a\0b", "text/plain", "application/octet-stream")]
    [InlineData("ab", "application/octet-stream", "text/plain")]
    public async Task A_file_comes_as_what_it_is_or_not_at_all(string content, string refused, string accepted)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        await PutAsync(client, "kind", content, "application/octet-stream");

        using var answered = await GetAsync(client, "kind", ("Accept", $"image/png, {accepted};q=0.1"));
        Assert.Equal((HttpStatusCode.OK, accepted), (answered.StatusCode, answered.Content.Headers.ContentType?.MediaType));
        await (await GetAsync(client, "kind", ("Accept", refused))).RefusedAsync(HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE");
    }

    [Fact]
    public async Task Of_writers_at_once_with_one_revision_one_wins()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var tag = (await PutAsync(client, "a.md", "one")).Headers.ETag!.Tag;

        var written = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PutAsync(client, "a.md", $"{i}", match: tag)));

        Assert.Single(written, response => response.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Limits_are_kept()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var largest = new string('x', 1024 * 1024);

        Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, "large.txt", largest)).StatusCode);
        await (await PutAsync(client, "larger.txt", largest + "x")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE");
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var fill = source.CreateCommand("update workspace set bytes = 100 * 1024 * 1024 - 10");
        await fill.ExecuteNonQueryAsync();
        await (await PutAsync(client, "more.txt", new string('x', 11))).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "WORKSPACE_FULL");
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, "more.txt", new string('x', 10))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(client, "large.txt", "smaller")).StatusCode);
        await using var count = source.CreateCommand("select bytes from workspace");
        Assert.Equal((100L * 1024 * 1024) - (1024 * 1024) + 7, await count.ExecuteScalarAsync());
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

    [Fact]
    public async Task Content_that_is_not_what_it_says_is_refused()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await (await PutAsync(client, "a.json", "{}", "application/json")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        var binary = new ByteArrayContent([0xff, 0xfe]) { Headers = { ContentType = new("text/plain") } };
        await (await client.PutAsync("/workspace/files/a.txt", binary)).RefusedAsync(HttpStatusCode.BadRequest, "NOT_TEXT");
    }

    private static Task PublishAsync(ChatHost host, TenantContext context) =>
        host.Services.GetRequiredService<TenantDb>().TransactionAsync(context,
            transaction => transaction.PublishAsync(new UserCreated(context.RequiredUserId, "zh", "Asia/Shanghai"), CancellationToken.None), CancellationToken.None);

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/workspace/files/{path}");
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PutCodedAsync(HttpClient client, byte[] content, string type, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/workspace/files/coded") { Content = new ByteArrayContent(content) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> PutAsync(
        HttpClient client, string path, string content, string type = "text/plain", string? match = null, string? noneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/workspace/files/{path}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) { Headers = { ContentType = new(type) } },
        };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (noneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", noneMatch);
        }

        return await client.SendAsync(request);
    }
}
