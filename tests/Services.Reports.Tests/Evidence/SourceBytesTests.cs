using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>How the bytes of a source come: compressed, broken off, in whatever encoding.</summary>
public sealed class SourceBytesTests : GatheringTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    [InlineData("no header")]
    [InlineData("gzip above plain text")]
    [InlineData("deflate above plain text")]
    [InlineData("br above plain text")]
    [InlineData("utf-8 above plain text")]
    [InlineData("none above plain text")]
    [InlineData("deflate above gzip")]
    public async Task Compression_that_nobody_asked_for_is_taken_off(string coding)
    {
        Serve("/feed", Compressed(Encoding.UTF8.GetBytes(Peer.Rss(("Copper steady", "https://news.example.com/1"))), coding), coding switch { "no header" => null, "raw deflate" => "deflate", _ => coding.Split(" above ")[0] });
        Serve("/quotes/ZIP.csv", Compressed(Encoding.UTF8.GetBytes("Date,Close\n2026-11-19,1.5\n"), coding), coding switch { "no header" => null, "raw deflate" => "deflate", _ => coding.Split(" above ")[0] });

        var gathered = await GatherAsync(["ZIP"], "/feed");

        Assert.Equal("Copper steady", Assert.Single(gathered.Headlines).Title);
        Assert.Equal(1.5m, Assert.Single(gathered.Quotes).Close);
        Assert.All(gathered.Sources, static source => Assert.Empty(source.Remarks));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("no header")]
    public async Task Little_that_would_become_much_is_refused(string coding)
    {
        Serve("/feed", Compressed(new byte[64 * 1024 * 1024], coding), coding == "no header" ? null : coding);

        Assert.Equal("is larger than 2 MB", await FailureAsync("/feed"));
    }

    [Fact]
    public async Task Compression_over_and_over_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Peer.Rss(("News", "https://news.example.com/1")));
        for (var layer = 0; layer < 4; layer++)
        {
            bytes = Compressed(bytes, "gzip");
        }

        Serve("/feed", bytes, null);

        Assert.Equal("is compressed too many times over", await FailureAsync("/feed"));
    }

    [Theory]
    [InlineData("zstd", "is compressed as zstd, which is not understood")]
    [InlineData("br", "its compression (br) is broken")]
    public async Task Compression_that_cannot_be_taken_off_is_named(string coding, string reason)
    {
        Serve("/feed", [0xF7, 1, 2, 3], coding);

        Assert.Equal(reason, await FailureAsync("/feed"));
    }

    [Fact]
    public async Task A_compressed_feed_that_breaks_off_is_read_as_far_as_it_came()
    {
        var whole = Peer.Rss([.. Enumerable.Range(0, 2000).Select(static i => ($"News {i}", $"https://news.example.com/{i}"))]);
        Serve("/feed", Compressed(Encoding.UTF8.GetBytes(whole), "gzip")[..^2000], "gzip");

        var gathered = await GatherAsync([], "/feed");

        Assert.NotEmpty(gathered.Headlines);
        Assert.Equal("it was cut off, and read as far as it came", Assert.Single(gathered.Sources).Remarks[0].En);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_read_as_far_as_it_came_and_its_last_line_is_not_used()
    {
        Peer.Answer("/quotes/CUT.csv", static async http =>
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("Date,Close\n2026-11-18,10.5\n2026-11-19,11.", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.Abort();
        });

        var gathered = await GatherAsync(["CUT"]);

        // What has arrived before a connection is torn down may be all, some or nothing; it is never half a price.
        Assert.True(gathered.Quotes.Count == 0 ? gathered.Sources[0].Failure is not null : gathered.Quotes[0].Close == 10.5m && gathered.Sources[0].Remarks.Count == 1);
    }

    [Theory]
    [InlineData("text/xml; charset=windows-1251")]
    [InlineData("text/xml; Charset=\"Windows-1251\"")]
    [InlineData("text/xml;charset='cp1251'")]
    [InlineData("text/xml; charset = windows-1251; x=\"")]
    public async Task The_charset_of_the_header_is_found_however_it_is_written(string contentType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(1251).GetBytes(Peer.Rss(("x", "https://news.example.com/1")).Replace("<title>x", "<title>Рубль вырос", StringComparison.Ordinal));
        Peer.Answer("/feed", http =>
        {
            http.Response.Headers.ContentType = contentType;
            return http.Response.Body.WriteAsync(bytes).AsTask();
        });

        Assert.Equal("Рубль вырос", Assert.Single((await GatherAsync([], "/feed")).Headlines).Title);
    }

    private void Serve(string path, byte[] bytes, string? coding) => Peer.Answer(path, http =>
    {
        if (coding is not null)
        {
            http.Response.Headers.ContentEncoding = coding;
        }

        return http.Response.Body.WriteAsync(bytes).AsTask();
    });

    private static byte[] Compressed(byte[] bytes, string coding)
    {
        foreach (var step in coding.Split(", "))
        {
            using var compressed = new MemoryStream();
            using (Stream stream = step switch
            {
                "br" => new BrotliStream(compressed, CompressionMode.Compress),
                "deflate" => new ZLibStream(compressed, CompressionMode.Compress),
                "raw deflate" => new DeflateStream(compressed, CompressionMode.Compress),
                _ when step.EndsWith("above plain text", StringComparison.Ordinal) => compressed,
                _ => new GZipStream(compressed, CompressionMode.Compress),
            })
            {
                stream.Write(bytes);
            }

            bytes = compressed.ToArray();
        }

        return bytes;
    }
}
