using System.IO.Compression;
using System.Text;
using Nanobot.Platform.Ai;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Answers that come coded although nobody asked for it, and under types that say nothing of them.</summary>
public sealed class CodingFormTests
{
    private static readonly string Plain = Words("Hi ") + Words("there") + Stop();

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "X-GZIP")]
    [InlineData("gzip", null)]
    [InlineData("gzip", "identity")]
    [InlineData("gzip", "deflate")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("none", "gzip")]
    [InlineData("none", "identity")]
    [InlineData("none", "deflate")]
    [InlineData("none", "none, gzip")]
    public async Task A_coded_answer_is_read_whether_or_not_its_header_is_right(string coding, string? header)
    {
        foreach (var body in new[] { Plain, Whole("{\"content\":\"Hi there\"}") })
        {
            var bytes = Coded(coding, body);
            foreach (var size in new[] { 1, 7, bytes.Length })
            {
                using var connection = new FakeConnection { Reads = [.. bytes.Chunk(size)], Coding = header };

                Assert.Equal("Hi there", (await connection.AskAsync(connection.Server(), streamed: size != 7)).Text);
            }
        }
    }

    [Fact]
    public async Task A_coded_answer_that_ends_too_soon_broke_off_and_what_was_said_is_heard()
    {
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        var bytes = Coded("gzip", Words("Hi ") + $": {Convert.ToHexString(noise)}\n\n" + Stop());
        using var connection = new FakeConnection { Reads = [bytes[..^5_000]], Coding = "gzip" };
        var heard = "";

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
        {
            await foreach (var update in connection.Server().GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hi")]))
            {
                heard += update.Text;
            }
        });

        Assert.Equal("Hi ", heard);
        Assert.Contains("broke off", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, compress")]
    public async Task A_coding_that_nobody_here_knows_is_refused_as_one(string header)
    {
        using var connection = new FakeConnection { Reads = [[0x28, 0xB5, 0x2F, 0xFD, 0, 1, 2, 3]], Coding = header };

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => connection.AskAsync(connection.Server(), streamed: true));

        Assert.Contains("coding", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gbk")]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task An_old_charset_is_read_where_the_header_names_it(string charset)
    {
        var body = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        Assert.Equal("早上好", (await FakeConnection.AskAsync([body.GetBytes(Whole("{\"content\":\"早上好\"}"))], streamed: false, $"application/json; charset={charset}")).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("image/png; q=\"")]
    public async Task A_type_says_nothing_of_what_follows(string? type) =>
        Assert.Equal("Hi there", (await FakeConnection.AskAsync([Encoding.UTF8.GetBytes(Plain)], streamed: true, type)).Text);

    private static byte[] Coded(string coding, string text)
    {
        var bytes = new MemoryStream();
        using (Stream coder = coding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(bytes, CompressionLevel.Fastest),
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest),
            _ => bytes,
        })
        {
            coder.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
