using System.Net;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Files that are read, written and deleted only as somebody has seen them, and never in part.</summary>
public sealed class WorkspaceConditionTests
{
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

    [Fact]
    public async Task Of_writers_at_once_with_one_revision_one_wins()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var tag = (await PutAsync(client, "a.md", "one")).Headers.ETag!.Tag;

        var written = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PutAsync(client, "a.md", $"{i}", match: tag)));

        Assert.Single(written, response => response.StatusCode == HttpStatusCode.OK);
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
}
