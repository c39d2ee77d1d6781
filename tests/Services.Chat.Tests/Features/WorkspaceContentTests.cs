using System.IO.Compression;
using System.Net;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>What a file is, and in which coding it comes.</summary>
public sealed class WorkspaceContentTests
{
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
    public async Task Content_that_is_not_what_it_says_is_refused()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await (await PutAsync(client, "a.json", "{}", "application/json")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE");
        var binary = new ByteArrayContent([0xff, 0xfe]) { Headers = { ContentType = new("text/plain") } };
        await (await client.PutAsync("/workspace/files/a.txt", binary)).RefusedAsync(HttpStatusCode.BadRequest, "NOT_TEXT");
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
}
