using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Users;

namespace Nanobot.Services.Tenants.Tests;

public sealed class EditWatchlistTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Of_entries_that_are_added_and_removed_at_once_none_is_lost()
    {
        var (tenant, client) = await AdaAsync(new { stocks = Symbols('R', 20) });
        await Task.WhenAll(Symbols('A', 30).Select(symbol => EditAsync(client, new { add = new { stocks = new[] { symbol } } }))
            .Concat(Symbols('R', 20).Select(symbol => EditAsync(client, new { remove = new { stocks = new[] { symbol } } }))));

        using var read = await client.GetAsync("/users/ada");
        Assert.Equal(Symbols('A', 30), Stocks(await read.JsonAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(2, 50).Select(static revision => (long)revision),
            (await app.EventsAsync(tenant, "user.config_updated.v1")).Select(static told => told.GetProperty("data").GetProperty("revision").GetInt64()).Order());
    }

    [Fact]
    public async Task The_same_addition_from_many_places_is_there_once_and_told_once()
    {
        var (tenant, client) = await AdaAsync(new { });
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => EditAsync(client, new { add = new { stocks = new[] { i % 2 == 0 ? "nvda" : " NVDA " }, keywords = new[] { "rates" } } })));

        using var read = await client.GetAsync("/users/ada");
        Assert.Equal("""{"stocks":["NVDA"],"influencers":[],"keywords":["rates"],"sectors":[]}""", (await read.JsonAsync()).GetProperty("watchlist").GetRawText());
        Assert.Single(await app.EventsAsync(tenant, "user.config_updated.v1"));
    }

    [Fact]
    public async Task What_is_there_keeps_its_place_and_what_is_not_there_is_passed_over()
    {
        var (_, client) = await AdaAsync(new { stocks = new[] { "AAPL", "TSLA", "MSFT" }, keywords = new[] { "rates", "Rates" } });
        var user = await EditAsync(client, new
        {
            add = new { stocks = new[] { "NVDA", "aapl" }, sectors = new[] { "energy" } },
            remove = new { stocks = new[] { "tsla", "NOBODY" }, keywords = new[] { "RATES", " Rates " }, influencers = new[] { "grace" } },
        });

        // Words differ by case, as they do in a whole list; symbols have none.
        Assert.Equal("""{"stocks":["AAPL","MSFT","NVDA"],"influencers":[],"keywords":["rates"],"sectors":["energy"]}""", user.GetProperty("watchlist").GetRawText());
    }

    [Fact]
    public async Task What_changes_nothing_writes_and_tells_nothing()
    {
        var (tenant, client) = await AdaAsync(new { stocks = new[] { "AAPL" } });
        using var before = await client.GetAsync("/users/ada");
        foreach (var body in new object[]
        {
            new { }, new { add = new { stocks = new[] { "aapl" } } }, new { remove = new { stocks = new[] { "TSLA" } } }, new { add = new { }, remove = new { stocks = Array.Empty<string>() } },
            new { add = (object?)null },
        })
        {
            Assert.Equal(await before.Content.ReadAsStringAsync(), (await EditAsync(client, body)).GetRawText());
        }

        Assert.Empty(await app.EventsAsync(tenant, "user.config_updated.v1"));
    }

    [Fact]
    public async Task A_full_list_takes_no_more_until_something_goes_and_a_refusal_changes_nothing()
    {
        var (_, client) = await AdaAsync(new { stocks = Symbols('A', 99) });
        using var over = await client.PatchAsJsonAsync("/users/ada/watchlist", new { add = new { stocks = new[] { "B1", "B2" }, keywords = new[] { "rates" } } });
        await over.AssertInvalidAsync("add.stocks");
        using var read = await client.GetAsync("/users/ada");
        Assert.Equal((99, 0), ((await read.JsonAsync()).GetProperty("watchlist").GetProperty("stocks").GetArrayLength(), (await read.JsonAsync()).GetProperty("watchlist").GetProperty("keywords").GetArrayLength()));

        // What is there already takes no room, and what goes makes some.
        Assert.Equal(100, Stocks(await EditAsync(client, new { add = new { stocks = new[] { "A10", "B1" } } })).Count);
        var exchanged = Stocks(await EditAsync(client, new { add = new { stocks = new[] { "B2" } }, remove = new { stocks = new[] { "A10" } } }));
        Assert.Equal((100, "B2"), (exchanged.Count, exchanged[^1]));
        Assert.DoesNotContain("A10", exchanged);
    }

    [Fact]
    public async Task Of_additions_at_once_to_an_almost_full_list_as_many_are_taken_as_there_is_room_for()
    {
        var (_, client) = await AdaAsync(new { stocks = Symbols('A', 95) });
        var answers = await Task.WhenAll(Symbols('B', 10).Select(symbol => client.PatchAsJsonAsync("/users/ada/watchlist", new { add = new { stocks = new[] { symbol } } })));

        Assert.Equal((5, 5), (answers.Count(static answer => answer.StatusCode == HttpStatusCode.OK), answers.Count(static answer => answer.StatusCode == HttpStatusCode.BadRequest)));
        using var read = await client.GetAsync("/users/ada");
        Assert.Equal(100, Stocks(await read.JsonAsync()).Count);
    }

    [Theory]
    [InlineData("""{"add":{"stocks":["NVDA","tsla"]},"remove":{"stocks":["TSLA"],"keywords":["a"]}}""", "remove.stocks")]
    [InlineData("""{"add":{"keywords":["a"],"sectors":["b"]},"remove":{"keywords":["a "],"sectors":["b"]}}""", "remove.keywords", "remove.sectors")]
    [InlineData("""{"add":{"stocks":["AAPL","aapl"]}}""", "add.stocks")]
    [InlineData("""{"remove":{"stocks":["AAPL","aapl"]}}""", "remove.stocks")]
    [InlineData("""{"add":{"stocks":["A..B"],"keywords":["  "],"sectors":["a\u0000b"]},"remove":{"influencers":[""]}}""", "add.keywords", "add.sectors", "add.stocks", "remove.influencers")]
    [InlineData("""{"add":{"stocks":[null]}}""", "add.stocks")]
    [InlineData("""{"add":[],"remove":5}""", "add", "remove")]
    [InlineData("""{"add":{"stocks":"AAPL"},"remove":{"bonds":[],"stocks":[""]}}""", "add.stocks", "remove.bonds", "remove.stocks")]
    [InlineData("""{"stocks":["AAPL"],"add":{"stocks":["A..B"]}}""", "add.stocks", "stocks")]
    public async Task A_wrong_field_is_named_with_all_others_and_nothing_changes(string body, params string[] fields)
    {
        var (_, client) = await AdaAsync(new { stocks = new[] { "TSLA" } });
        using var before = await client.GetAsync("/users/ada");
        using var response = await client.PatchAsync("/users/ada/watchlist", Http.Body(body));
        await response.AssertInvalidAsync(fields);

        using var after = await client.GetAsync("/users/ada");
        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_older_rules_let_in_can_be_taken_off()
    {
        var (tenant, client) = await AdaAsync(new { stocks = new[] { "AAPL" } });
        await using var source = Npgsql.NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""update users set watchlist = jsonb_set(watchlist, '{stocks}', '["A..B", "AAPL"]') where tenant_id = $1""");
        command.Parameters.Add(new() { Value = tenant });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());

        Assert.Equal(["AAPL"], Stocks(await EditAsync(client, new { remove = new { stocks = new[] { "A..B" } } })));
    }

    [Fact]
    public async Task An_administrator_edits_the_list_of_its_tenants_user()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.AdminOf(tenant);

        Assert.Equal(["NVDA"], Stocks(await EditAsync(client, new WatchlistEdit(Add: new Watchlist(["NVDA"])))));
    }

    private async Task<(string Tenant, HttpClient Client)> AdaAsync(object watchlist)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada", new { watchlist });
        return (tenant, app.UserOf(tenant, "ada"));
    }

    private static async Task<JsonElement> EditAsync(HttpClient client, object edit)
    {
        using var response = await client.PatchAsJsonAsync("/users/ada/watchlist", edit);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.JsonAsync();
    }

    private static List<string> Symbols(char letter, int count) => [.. Enumerable.Range(10, count).Select(i => $"{letter}{i}")];

    private static List<string> Stocks(JsonElement user) => [.. user.GetProperty("watchlist").GetProperty("stocks").EnumerateArray().Select(static stock => stock.GetString()!)];
}
