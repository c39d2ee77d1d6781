using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Objects;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Objects;

/// <summary>What Azure Blob Storage may do instead of what it should, and what Azurite does not do.</summary>
public sealed class BlobFailureTests
{
    private const string Octets = "application/octet-stream";
    private static readonly ObjectKey Key = ObjectKey.Of("tenant-a", "secret-name");

    [Fact]
    public async Task A_server_that_is_away_is_told_of_once_and_taken_up_again_when_it_is_back()
    {
        await using var server = await ObjectServer.StartAzureAsync();
        using var host = new ObjectsHost(BlobStoreTests.Server.Settings(server.Address));
        await host.Store.PutAsync(Key, new byte[] { 1 }, Octets);
        server.Stop();

        var away = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.GetAsync(Key));

        Assert.Equal(("STORAGE_UNAVAILABLE", 503), (away.Refusal.Code, away.Refusal.Status));
        await server.StartAsync();
        await Eventually.TrueAsync(async () => (await host.Store.GetAsync(Key)).State != ObjectState.Archived);
        Assert.Single(host.Log, static line => line.Contains("answers get again", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log, static line => line.Contains("secret-name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_are_refused_and_a_container_that_is_missing_are_named()
    {
        await using var server = await ObjectServer.StartAzureAsync();
        using var stranger = new ObjectsHost(BlobStoreTests.Server.Settings(server.Address, Convert.ToBase64String(new byte[64])));
        using var lost = new ObjectsHost(BlobStoreTests.Server.Settings(server.Address, others: ("Azure:CreateContainer", "false")));

        Assert.StartsWith("it refuses the credentials (Auth", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => stranger.Store.PutAsync(Key, new byte[] { 1 }, Octets))).Reason, StringComparison.Ordinal);
        Assert.Equal("there is no container nanobot", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.PutAsync(Key, new byte[] { 1 }, Octets))).Reason);
        Assert.Equal("there is no container nanobot", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.GetAsync(Key))).Reason);
        Assert.Equal("there is no container nanobot", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => lost.Store.MoveAsync(Key, ObjectTier.Hot))).Reason);
    }

    [Fact]
    public async Task What_is_put_comes_with_its_checksum_in_one_request()
    {
        var content = RandomNumberGenerator.GetBytes(5_000_000);
        var (requests, length, checksum) = (0, 0L, "");
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            Interlocked.Increment(ref requests);
            (length, checksum) = (http.Request.ContentLength ?? -1, http.Request.Headers.ContentMD5.ToString());
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.Headers.ETag = "\"e\"";
            http.Response.Headers.LastModified = "Fri, 01 Jan 2027 00:00:00 GMT";
            http.Response.StatusCode = 201;
        });
        using var host = Host(server);

        await host.Store.PutAsync(Key, content, Octets);

        Assert.Equal((1, content.Length, Convert.ToBase64String(MD5.HashData(content))), (requests, (int)length, checksum));
    }

    [Fact]
    public async Task What_is_in_the_archive_is_asked_back()
    {
        var (asked, tiers) = (0, "");
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            if (http.Request.Method == "PUT" && http.Request.Query["comp"] == "tier")
            {
                tiers += $"{http.Request.Headers["x-ms-access-tier"]} ";
                return asked++ == 0 ? Answer(http, 202, null) : Answer(http, 409, "BlobBeingRehydrated");
            }

            return Answer(http, 409, asked == 0 ? "BlobArchived" : "BlobBeingRehydrated");
        });
        using var host = Host(server, ("Azure:ColdTier", "Archive"));

        Assert.Equal(ObjectReading.Archived, await host.Store.GetAsync(Key));
        Assert.Equal(ObjectReading.Archived, await host.Store.GetAsync(Key));
        Assert.Equal(1, asked);
        Assert.Equal(ObjectState.Archived, await host.Store.MoveAsync(Key, ObjectTier.Hot));
        Assert.Equal(ObjectState.Archived, await host.Store.MoveAsync(Key, ObjectTier.Cold));
        Assert.Equal("Hot Hot Archive ", tiers);
    }

    [Fact]
    public async Task A_server_that_hangs_is_waited_for_until_the_deadline()
    {
        await using var server = await LoopbackServer.StartAsync(static http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        using var host = Host(server, ("Timeout", "00:00:01"));

        Assert.Equal("it did not answer within 1 s", (await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => host.Store.GetAsync(Key))).Reason);
    }

    private static ObjectsHost Host(LoopbackServer server, params (string, string?)[] others) => new(BlobStoreTests.Server.Settings(server.Address, others: others));

    private static Task Answer(HttpContext http, int status, string? code)
    {
        http.Response.StatusCode = status;
        if (code is not null)
        {
            http.Response.Headers["x-ms-error-code"] = code;
        }

        return Task.CompletedTask;
    }
}
