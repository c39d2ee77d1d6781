using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Objects;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Objects;

/// <summary>What a server of S3 may do instead of what it should, and what s3rver does not do.</summary>
public sealed class S3FailureTests
{
    private const string Octets = "application/octet-stream";
    private static readonly ObjectKey Key = ObjectKey.Of("tenant-a", "secret-name");

    [Fact]
    public async Task A_server_that_is_away_is_told_of_once_and_taken_up_again_when_it_is_back()
    {
        await using var server = await ObjectServer.StartS3Async();
        using var host = new ObjectsHost(S3StoreTests.Server.Settings(server.Address));
        await host.Store.PutAsync(Key, new byte[] { 1 }, Octets);
        server.Stop();

        var away = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.GetAsync(Key));
        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.GetAsync(Key));

        Assert.Equal(("STORAGE_UNAVAILABLE", 503), (away.Refusal.Code, away.Refusal.Status));
        Assert.NotNull(away.Refusal.RetryAfter);
        Assert.Single(host.Log, static line => line.Contains("is not available for get", StringComparison.Ordinal));
        await server.StartAsync();
        Assert.Equal([1], (await host.Store.GetAsync(Key)).Content.ToArray());
        Assert.Single(host.Log, static line => line.Contains("answers get again", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log, static line => line.Contains("secret-name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_are_refused_and_a_bucket_that_is_missing_are_named()
    {
        await using var server = await ObjectServer.StartS3Async();
        using var stranger = new ObjectsHost(S3StoreTests.Server.Settings(server.Address, ("S3:AccessKey", "stranger")));
        using var lost = new ObjectsHost(S3StoreTests.Server.Settings(server.Address, ("S3:Bucket", "elsewhere"), ("S3:CreateBucket", "false")));

        Assert.Equal("it refuses the credentials (InvalidAccessKeyId)", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => stranger.Store.PutAsync(Key, new byte[] { 1 }, Octets))).Reason);
        Assert.Equal("there is no bucket elsewhere", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.PutAsync(Key, new byte[] { 1 }, Octets))).Reason);
        Assert.Equal("there is no bucket elsewhere", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.GetAsync(Key))).Reason);
        // Nothing says of an object that it is missing where its bucket is.
        Assert.Equal("there is no bucket elsewhere", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.MoveAsync(Key, ObjectTier.Cold))).Reason);
    }

    [Fact]
    public async Task What_is_put_comes_with_its_checksum_and_as_itself()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);
        var (body, headers) = (Array.Empty<byte>(), new HeaderDictionary());
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            using var read = new MemoryStream();
            await http.Request.Body.CopyToAsync(read);
            (body, headers) = (read.ToArray(), new HeaderDictionary(http.Request.Headers.ToDictionary(static one => one.Key, static one => one.Value, StringComparer.OrdinalIgnoreCase)));
        });
        using var host = Host(server);

        await host.Store.PutAsync(Key, content, "text/markdown");

        Assert.Equal(content, body);
        Assert.Equal((Convert.ToBase64String(SHA256.HashData(content)), "text/markdown"), (headers["x-amz-checksum-sha256"].ToString(), headers["Content-Type"].ToString()));
        Assert.False(headers.ContainsKey("traceparent"));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(int.MaxValue, false)]
    public async Task An_answer_that_breaks_off_is_asked_for_again_a_few_times(int broken, bool isRead)
    {
        var (content, asked) = (RandomNumberGenerator.GetBytes(50_000), 0);
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            http.Response.ContentLength = content.Length;
            var isBroken = Interlocked.Increment(ref asked) <= broken;
            await http.Response.Body.WriteAsync(isBroken ? content.AsMemory(0, 1000) : content);
            await http.Response.Body.FlushAsync();
            if (isBroken)
            {
                http.Abort();
            }
        });
        using var host = Host(server);

        if (isRead)
        {
            Assert.Equal(content, (await host.Store.GetAsync(Key)).Content.ToArray());
        }
        else
        {
            await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.GetAsync(Key));
        }

        // Where it breaks off ahead of the headers the SDK asks again, too.
        Assert.InRange(asked, 3, 12);
    }

    [Fact]
    public async Task A_server_that_hangs_is_waited_for_until_the_deadline()
    {
        await using var server = await LoopbackServer.StartAsync(static http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        using var host = Host(server, ("Timeout", "00:00:01"));
        var watch = Stopwatch.StartNew();

        var late = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.PutAsync(Key, new byte[] { 1 }, Octets));

        Assert.Equal("it did not answer within 1 s", late.Reason);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(507, "Whatever")]
    [InlineData(403, "QuotaExceeded")]
    public async Task A_store_without_room_is_told_apart(int status, string code)
    {
        await using var server = await LoopbackServer.StartAsync(http => RefuseAsync(http, status, code));
        using var host = Host(server);

        var full = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.PutAsync(Key, new byte[] { 1 }, Octets));

        Assert.True(full.IsFull);
        Assert.Equal(("STORAGE_FULL", 503), (full.Refusal.Code, full.Refusal.Status));
        Assert.DoesNotContain("secret-name", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_archive_is_asked_back_once_and_moved_when_it_is_there()
    {
        var (asked, copies, restore) = (0, new ConcurrentQueue<string>(), default(string));
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            switch (http.Request.Method)
            {
                case "HEAD":
                    http.Response.Headers.ETag = "\"e\"";
                    http.Response.Headers["x-amz-storage-class"] = "GLACIER";
                    if (restore is not null)
                    {
                        http.Response.Headers["x-amz-restore"] = restore;
                    }

                    break;
                case "POST" when http.Request.Query.ContainsKey("restore"):
                    (asked, restore) = (asked + 1, "ongoing-request=\"true\"");
                    http.Response.StatusCode = 202;
                    break;
                case "PUT":
                    copies.Enqueue($"{http.Request.Headers["x-amz-storage-class"]} {http.Request.Headers["x-amz-copy-source"]}");
                    await http.Response.WriteAsync(Copied);
                    break;
                case "GET" when restore?.Contains("false", StringComparison.Ordinal) is true:
                    http.Response.ContentLength = 4;
                    await http.Response.Body.WriteAsync("back"u8.ToArray());
                    break;
                default:
                    await RefuseAsync(http, 403, "InvalidObjectState");
                    break;
            }
        });
        using var host = Host(server);

        Assert.Equal(ObjectReading.Archived, await host.Store.GetAsync(Key));
        Assert.Equal(ObjectReading.Archived, await host.Store.GetAsync(Key));
        Assert.Equal(ObjectState.Archived, await host.Store.MoveAsync(Key, ObjectTier.Hot));
        Assert.Equal(ObjectState.Found, await host.Store.MoveAsync(Key, ObjectTier.Cold));
        Assert.Equal(1, asked);
        Assert.Empty(copies);

        restore = "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2035 00:00:00 GMT\"";
        Assert.Equal("back"u8.ToArray(), (await host.Store.GetAsync(Key)).Content.ToArray());
        Assert.Equal(ObjectState.Found, await host.Store.MoveAsync(Key, ObjectTier.Hot));
        Assert.Equal("STANDARD nanobot/tenant-a/secret-name", Assert.Single(copies).Replace(" /", " ", StringComparison.Ordinal));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_move_takes_nothing_back_that_was_put_meanwhile()
    {
        var (heads, conditions) = (0, new ConcurrentQueue<string>());
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            if (http.Request.Method == "HEAD")
            {
                http.Response.Headers.ETag = $"\"{Interlocked.Increment(ref heads)}\"";
                return;
            }

            conditions.Enqueue($"{http.Request.Headers["x-amz-copy-source-if-match"]} {http.Request.Headers.IfMatch} {http.Request.Headers["x-amz-storage-class"]}");
            await (heads == 1 ? RefuseAsync(http, 412, "PreconditionFailed") : http.Response.WriteAsync(Copied));
        });
        using var host = Host(server, ("S3:ColdStorageClass", "DEEP_ARCHIVE"));

        Assert.Equal(ObjectState.Found, await host.Store.MoveAsync(Key, ObjectTier.Cold));

        Assert.Equal(["\"1\" \"1\" DEEP_ARCHIVE", "\"2\" \"2\" DEEP_ARCHIVE"], conditions);
    }

    private const string Copied = "<CopyObjectResult><ETag>\"c\"</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified></CopyObjectResult>";

    private static ObjectsHost Host(LoopbackServer server, params (string, string?)[] others) => new(S3StoreTests.Server.Settings(server.Address, others));

    private static Task RefuseAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{http.Request.Path} is not to be shown</Message></Error>");
    }
}
