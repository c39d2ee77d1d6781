using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary><c>config.json</c>, which shows the user's configuration and is written by nobody.</summary>
public sealed class ConfigFileTests
{
    [Fact]
    public async Task It_shows_the_configuration_as_it_is_each_time_it_is_read()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);

        var first = await client.GetAsync("/workspace/files/config.json");
        Configure(host, ada, "苹果公司");
        var second = await client.GetAsync("/workspace/files/config.json");
        var third = await GetAsync(client, "config.json", ("If-None-Match", second.Headers.ETag!.ToString()));

        var shown = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("ada", "Europe/Berlin", "STOCK-ada"),
            (shown.Text("user_id"), shown.GetProperty("preferences").Text("time_zone"), shown.GetProperty("watchlist").GetProperty("stocks")[0].GetString()));
        Assert.Contains("\"苹果公司\"", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
        var stats = await client.GetFromJsonAsync<JsonElement>("/workspace/stats");
        var files = (await client.GetFromJsonAsync<JsonElement>("/workspace/files")).GetProperty("items").EnumerateArray();
        Assert.Equal(files.Sum(static file => file.GetProperty("bytes").GetInt64()), stats.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task It_follows_a_change_that_nobody_has_read_yet()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        await client.GetAsync("/workspace/files");
        Configure(host, ada, "Gold");

        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(ada,
            transaction => transaction.PublishAsync(new UserConfigUpdated(ada.RequiredUserId, 2), default), default);

        await Eventually.TrueAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/workspace/search?q=Gold")).GetProperty("items").GetArrayLength() > 0);
        var before = (await client.GetAsync("/workspace/files/config.json")).Headers.ETag;
        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(ada,
            transaction => transaction.PublishAsync(new UserConfigUpdated(ada.RequiredUserId, 3), default), default);
        await Eventually.TrueAsync(async () => await host.Services.GetRequiredService<TenantDb>().QuerySingleAsync(ada,
            new Sql("select count(*) from nanobot.inbox where tenant_id = $1", ada.RequiredTenantId), static row => row.GetInt64(0), default) >= 2);
        Assert.Equal(before, (await client.GetAsync("/workspace/files/config.json")).Headers.ETag);
    }

    [Fact]
    public async Task While_the_tenants_module_is_away_it_is_not_shown_and_all_others_are()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files/config.json");

        host.Peers.Down = true;

        await (await client.GetAsync("/workspace/files/config.json")).RefusedAsync(HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/workspace/files/SOUL.md")).StatusCode);
    }

    [Fact]
    public async Task No_door_writes_it()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        var before = await client.GetStringAsync("/workspace/files/config.json");
        HttpResponseMessage[] answers =
        [
            await PutAsync(client, "config.json", "{}"),
            await PutAsync(client, "CONFIG.json", "{}"),
            await client.DeleteAsync("/workspace/files/config.json"),
            await client.PostAsJsonAsync("/workspace/move", new { from = "config.json", to = "mine.json" }),
            await client.PostAsJsonAsync("/workspace/move", new { from = "USER.md", to = "config.json", overwrite = true }),
            await client.PostAsJsonAsync("/workspace/restore", new { path = "config.json", revision = 1 }),
        ];

        foreach (var answer in answers)
        {
            await answer.RefusedAsync(HttpStatusCode.Conflict, "FILE_IS_A_VIEW");
        }

        Assert.Equal(before, await client.GetStringAsync("/workspace/files/config.json"));
    }

    [Fact]
    public async Task An_archive_changes_it_no_more_than_anything_else()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        var before = await client.GetStringAsync("/workspace/files/config.json");
        using var archive = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Create, leaveOpen: true, null))
        {
            foreach (var name in new[] { "config.json", "notes.md" })
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync();
                await entry.WriteAsync(Encoding.UTF8.GetBytes("evil"));
            }
        }

        var taken = await client.PostAsync("/workspace/import?existing=replace", new ByteArrayContent(archive.ToArray()) { Headers = { ContentType = new("application/zip") } });

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(before, await client.GetStringAsync("/workspace/files/config.json"));
        Assert.Equal("evil", await client.GetStringAsync("/workspace/files/notes.md"));
    }

    private static void Configure(ChatHost host, TenantContext user, string keyword) => host.Peers.Users[(user.RequiredTenantId, user.RequiredUserId)] = new UserResource(
        user.RequiredUserId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), new Watchlist([], [], [keyword], []),
        new Preferences(Language: "en", TimeZone: "Europe/Berlin"), JsonSerializer.SerializeToElement(new { }));
}
