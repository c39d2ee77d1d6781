using System.Net;
using System.Net.Http.Json;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>A row that another version wrote, or a hand, costs nobody else's: lists have all others, and who asks for that one is told.</summary>
public sealed class UnreadableRowTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string LongAgo = "0044-03-15 12:00:00+00 BC";

    public static TheoryData<string, string> BadUsers => new()
    {
        { "watchlist", "jsonb 'null'" },
        { "watchlist", "jsonb '[]'" },
        { "watchlist", "watchlist - 'sectors'" },
        { "watchlist", "jsonb_set(watchlist, '{stocks}', 'null')" },
        { "watchlist", "jsonb_set(watchlist, '{stocks}', '[\"AAPL\", null]')" },
        { "watchlist", "jsonb_set(watchlist, '{keywords}', '{\"rates\": 1}')" },
        { "preferences", "preferences - 'language'" },
        { "preferences", "jsonb_set(preferences, '{report_time}', 'null')" },
        { "preferences", "jsonb_set(preferences, '{max_report_length}', '\"long\"')" },
        { "preferences", "jsonb_set(preferences, '{max_report_length}', '99999999999')" },
        { "preferences", "jsonb_set(preferences, '{notification_channels}', '[null]')" },
        { "custom_data", "jsonb 'null'" },
        { "custom_data", "jsonb '[]'" },
        { "custom_data", "(repeat('[', 80) || repeat(']', 80))::jsonb" },
        { "updated_at", $"timestamptz '{LongAgo}'" },
        { "created_at", "timestamptz '12000-01-01Z'" },
    };

    [Theory]
    [MemberData(nameof(BadUsers))]
    public async Task A_user_that_cannot_be_read_is_left_out_of_the_list_and_told_of_when_asked_for(string column, string value)
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var user in new[] { "abe", "bob", "zed" })
        {
            await app.CreateUserAsync(tenant, user);
        }

        await OwnersHand.ExecuteAsync(app.DatabaseOwner, $"update users set {column} = {value} where tenant_id = $1 and user_id = 'bob'", tenant);
        using var admin = app.AdminOf(tenant);
        Assert.Equal(["abe", "zed"], (await admin.AllAsync("/users")).Select(static user => user.Text("user_id")));
        Assert.Equal(["abe", "zed"], (await admin.AllAsync("/users", limit: 1)).Select(static user => user.Text("user_id")));

        using var alone = await admin.GetAsync(new Uri("/users/bob", UriKind.Relative));
        await alone.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        using var change = await admin.PutAsJsonAsync("/users/bob/watchlist", new { stocks = new[] { "TSLA" } });
        await change.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        using var same = await admin.PutAsJsonAsync("/users/abe/watchlist", new { stocks = new[] { "TSLA" } });
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Fact]
    public async Task A_tenant_that_cannot_be_read_is_left_out_and_told_of_when_asked_for()
    {
        string[] tenants = [await app.CreateTenantAsync(), await app.CreateTenantAsync(), await app.CreateTenantAsync()];
        await OwnersHand.ExecuteAsync(app.DatabaseOwner, $"update tenants set updated_at = timestamptz '{LongAgo}' where tenant_id = $1", tenants[1]);
        using var client = app.Operator;

        var listed = (await client.AllAsync("/tenants", limit: 1)).Select(static tenant => tenant.Text("tenant_id")).ToList();

        Assert.Equal([true, false, true], tenants.Select(listed.Contains));
        using var alone = await client.GetAsync(new Uri($"/tenants/{tenants[1]}", UriKind.Relative));
        await alone.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
    }

    [Fact]
    public async Task A_list_goes_on_behind_a_key_with_an_id_that_no_version_here_would_give()
    {
        const string Odd = "No Id, of 另一个 version!";
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        foreach (var _ in Enumerable.Range(0, 3))
        {
            using var issued = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin" });
        }

        await OwnersHand.ExecuteAsync(app.DatabaseOwner, "update api_keys set key_id = $2 where key_id = (select min(key_id) from api_keys where tenant_id = $1)", tenant, $"{Odd} {tenant}");

        var listed = (await client.AllAsync($"/tenants/{tenant}/keys", limit: 1)).Select(static key => key.Text("key_id")).ToList();

        Assert.Equal(3, listed.Count);
        Assert.Contains($"{Odd} {tenant}", listed);
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_left_out()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        var keys = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var issued = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin" });
            keys.Add((await issued.JsonAsync()).Text("key_id"));
        }

        keys.Sort(StringComparer.Ordinal);
        await OwnersHand.ExecuteAsync(app.DatabaseOwner, $"update api_keys set created_at = timestamptz '{LongAgo}' where key_id = $1", keys[1]);

        Assert.Equal([keys[0], keys[2]], (await client.AllAsync($"/tenants/{tenant}/keys", limit: 1)).Select(static key => key.Text("key_id")));
    }
}
