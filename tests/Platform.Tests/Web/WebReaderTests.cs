using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Reading;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Web;

/// <summary>Pages that are slow, cut off, endless, compressed beyond reason or in another encoding than they say: each ends in bounds.</summary>
public sealed class WebReaderTests
{
    private const string Address = "http://public.example/page";

    private static readonly WebReadingOptions Tight = new() { Timeout = TimeSpan.FromSeconds(2), Silence = TimeSpan.FromMilliseconds(400), ReceivedBytes = 64 * 1024, DecompressedBytes = 128 * 1024 };

    [Fact]
    public async Task A_page_is_read_with_its_last_address_and_as_what_it_is()
    {
        await using var web = await GuardedWeb.StartAsync(static http =>
        {
            if (http.Request.Path == "/page")
            {
                (http.Response.StatusCode, http.Response.Headers.Location) = (301, "/moved?x=1#top");
                return Task.CompletedTask;
            }

            http.Response.ContentType = "Text/HTML; charset=utf-8";
            return http.Response.WriteAsync("<title>Heron</title>");
        });

        var document = await web.Reader.ReadAsync($"  {Address} ", default);

        Assert.Equal(("http://public.example/moved?x=1", "text/html", "utf-8", false), (document.Address.AbsoluteUri, document.MediaType, document.Charset, document.IsCut));
        Assert.Equal("<title>Heron</title>", Encoding.UTF8.GetString(document.Content.Span));
    }

    [Theory]
    [InlineData("says nothing")]
    [InlineData("stops within")]
    [InlineData("one byte now and then")]
    public async Task A_server_that_keeps_one_waiting_is_given_up_in_time(string way)
    {
        await using var web = await GuardedWeb.StartAsync(async http =>
        {
            http.Response.ContentType = "text/plain";
            if (way != "says nothing")
            {
                await http.Response.WriteAsync("a");
                await http.Response.Body.FlushAsync();
            }

            using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (await beat.WaitForNextTickAsync(http.RequestAborted))
            {
                if (way == "one byte now and then")
                {
                    await http.Response.WriteAsync("a", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                }
            }
        }, Tight);

        var refused = await Assert.ThrowsAsync<RefusalException>(() => web.Reader.ReadAsync(Address, default)).WaitAsync(Eventually.Deadline);

        Assert.Equal("WEB_TIMEOUT", refused.Refusal.Code);
    }

    [Fact]
    public async Task Whoever_no_longer_wants_it_is_not_kept()
    {
        var asked = new TaskCompletionSource();
        await using var web = await GuardedWeb.StartAsync(async http =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
        });
        using var cancel = new CancellationTokenSource();
        var reading = web.Reader.ReadAsync(Address, cancel.Token);
        await asked.Task.WaitAsync(Eventually.Deadline);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading).WaitAsync(Eventually.Deadline);
    }

    [Theory]
    [InlineData("endless", 64 * 1024)]
    [InlineData("gzip", 128 * 1024)]
    [InlineData("br", 128 * 1024)]
    [InlineData("deflate", 128 * 1024)]
    [InlineData("gzip, br", 128 * 1024)]
    public async Task Of_what_never_ends_or_grows_beyond_reason_so_much_is_read_and_no_more(string way, int octets)
    {
        await using var web = await GuardedWeb.StartAsync(async http =>
        {
            http.Response.ContentType = "text/plain";
            if (way == "endless")
            {
                var chunk = Encoding.ASCII.GetBytes(new string('x', 8192));
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                }
            }

            http.Response.Headers.ContentEncoding = way;
            var body = new byte[40 * 1024 * 1024];
            Array.Fill(body, (byte)'x');
            foreach (var coding in way.Split(", "))
            {
                body = Compressed(body, coding);
            }

            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }, Tight);

        var document = await web.Reader.ReadAsync(Address, default).WaitAsync(Eventually.Deadline);

        Assert.True(document.IsCut);
        Assert.Equal(octets, document.Content.Length);
        Assert.All(document.Content.ToArray(), static octet => Assert.Equal((byte)'x', octet));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public async Task What_came_of_a_page_that_broke_off_is_read_and_said_to_be_cut(string way)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var web = await GuardedWeb.StartAsync(static _ => Task.CompletedTask);
        web.End = (IPEndPoint)listener.LocalEndpoint;
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{i} ")));
        var body = way == "plain" ? text : Compressed(text, way);
        // By an end and not by a reset, which may overtake what was sent.
        var server = Task.Run(async () =>
        {
            using var connection = await listener.AcceptSocketAsync();
            await connection.ReceiveAsync(new byte[4096]);
            var coding = way == "plain" ? "" : $"Content-Encoding: {way}\r\n";
            await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{coding}Content-Length: {body.Length}\r\n\r\n"));
            await connection.SendAsync(body.AsMemory(0, body.Length / 2));
            connection.Shutdown(SocketShutdown.Send);
            await connection.ReceiveAsync(new byte[1]);
        });

        var document = await web.Reader.ReadAsync(Address, default);

        Assert.True(document.IsCut);
        Assert.StartsWith("0 1 2 ", Encoding.ASCII.GetString(document.Content.Span), StringComparison.Ordinal);
        await server.WaitAsync(Eventually.Deadline);
    }

    [Theory]
    [InlineData(404, "text/html", null, "WEB_STATUS")]
    [InlineData(500, "text/html", null, "WEB_STATUS")]
    [InlineData(304, "text/html", null, "WEB_STATUS")]
    [InlineData(200, "application/pdf", null, "WEB_TYPE_REFUSED")]
    [InlineData(200, "image/png", null, "WEB_TYPE_REFUSED")]
    [InlineData(200, "application/octet-stream", null, "WEB_TYPE_REFUSED")]
    [InlineData(200, "text/javascript", null, "WEB_TYPE_REFUSED")]
    [InlineData(200, "text/plain", "zstd", "WEB_TYPE_REFUSED")]
    [InlineData(200, "text/plain", "gzip, gzip, gzip", "WEB_TYPE_REFUSED")]
    [InlineData(200, "text/plain", "gzip", "WEB_UNAVAILABLE")]
    public async Task What_cannot_be_read_is_refused_with_the_reason(int status, string type, string? coding, string code)
    {
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.ContentType, http.Response.Headers.ContentEncoding) = (status, type, coding);
            return status == 304 ? Task.CompletedTask : http.Response.WriteAsync("no gzip at all");
        });

        var refused = await Assert.ThrowsAsync<RefusalException>(() => web.Reader.ReadAsync(Address, default));

        Assert.Equal(code, refused.Refusal.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("heron")]
    [InlineData("/etc/passwd")]
    [InlineData("http://")]
    [InlineData("//public.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    public async Task What_is_no_address_of_the_web_is_refused(string address)
    {
        await using var web = await GuardedWeb.StartAsync(static _ => Task.CompletedTask);

        Assert.Equal("WEB_ADDRESS_REFUSED", (await Assert.ThrowsAsync<RefusalException>(() => web.Reader.ReadAsync(address, default))).Refusal.Code);
        Assert.Empty(web.Dialled);
    }

    [Fact]
    public async Task No_address_breaks_the_reader_however_odd_it_is()
    {
        string[] begins = ["http://", "HTTPS://", "http:", "http:/", "http:\\\\", "//", "", "http:////", "ht\ntp://", " http://", "http://a@", "http://:@"];
        string[] hosts =
        [
            "public.example", "xn--a", "xn--", "xn--\u00e9", "a..b", ".a", "a.", "-a", "a-", "_a._b", new string('a', 64), new string('a', 300), string.Join('.', Enumerable.Repeat("a", 200)), "\u00ad", "\u200b", "\u202e.example", "a\0b", "a b", "a%00b",
            "%", "%zz", "a%2fb", "日本", "日本。jp", "ß.example", "İ.example", "\ud83d", "👨‍👩‍👧.example", "[", "]", "[]", "[::1", "[::1]]", "[v1.x]", "[1:2:3:4:5:6:7:8:9]", "[::ffff:1.2.3.4.5]", "[fe80::1%25]", "1.2.3.4.5", "1e3", "0x.0x", "۱۲۷.0.0.1",
            "a:b", "a\tb", "a<b>", "a|b", "a^b", "a`b", "{a}", "*", "$(a)",
        ];
        string[] ends = ["", "/", ":", ":0", ":80", ":080", ":65536", ":99999999999", ":-1", ":x", "?", "#", "\\", "/\u0000", "/%", "/\ud83d", "/a b?c d#e f", $"/{new string('x', 5000)}"];
        await using var web = await GuardedWeb.StartAsync(static http =>
        {
            http.Response.ContentType = "text/plain";
            return http.Response.WriteAsync("ok");
        });
        var (tried, wrong) = (0, new List<string>());
        foreach (var address in begins.SelectMany(begin => hosts.SelectMany(host => ends.Select(end => begin + host + end))).Where(static address => !address.StartsWith("HTTPS", StringComparison.Ordinal) || address.Length % 7 == 0))
        {
            tried++;
            try
            {
                await web.Reader.ReadAsync(address, default);
            }
            catch (RefusalException)
            {
                // As it should be.
            }
            catch (Exception exception) when (exception is not RefusalException)
            {
                wrong.Add($"{address}: {exception.GetType().Name} {exception.Message}");
            }
        }

        Assert.True(tried > 5000, $"only {tried}");
        Assert.Empty(wrong);
        Assert.All(web.Dialled, static target => Assert.False(HostileTargets.LeadsInside(target.Address), $"{target}"));
    }

    private static byte[] Compressed(byte[] octets, string coding)
    {
        using var target = new MemoryStream();
        using (Stream stream = coding == "gzip" ? new GZipStream(target, CompressionLevel.Fastest, true) : coding == "br" ? new BrotliStream(target, CompressionLevel.Fastest, true) : new ZLibStream(target, CompressionLevel.Fastest, true))
        {
            stream.Write(octets);
        }

        return target.ToArray();
    }
}
