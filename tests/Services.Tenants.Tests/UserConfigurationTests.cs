using System.Net;
using System.Net.Http.Json;

namespace Nanobot.Services.Tenants.Tests;

public sealed class UserConfigurationTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task An_absent_list_stays_and_an_empty_one_empties()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada", new { watchlist = new { stocks = new[] { "AAPL" }, keywords = new[] { "rates" } } });
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = Array.Empty<string>(), sectors = new[] { "energy", " Energy " } });

        Assert.Equal("""{"stocks":["AAPL"],"influencers":[],"keywords":[],"sectors":["energy","Energy"]}""",
            (await response.JsonAsync()).GetProperty("watchlist").GetRawText());
    }

    [Fact]
    public async Task Preferences_change_where_the_body_has_them()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PutAsJsonAsync("/users/ada/preferences",
            new { report_frequency = "both", report_time = "23:59", max_report_length = 500, notification_channels = Array.Empty<string>(), time_zone = "America/Argentina/Buenos_Aires" });

        Assert.Equal("""{"report_frequency":"both","report_time":"23:59","report_format":"markdown","language":"zh","max_report_length":500,"notification_channels":[],"time_zone":"America/Argentina/Buenos_Aires"}""",
            (await response.JsonAsync()).GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task Each_change_tells_its_revision_and_what_changes_nothing_tells_nothing()
    {
        var tenant = await app.CreateTenantAsync();
        var user = await app.CreateUserAsync(tenant, "ada", new { watchlist = new { stocks = new[] { "AAPL" } } });
        using var client = app.AdminOf(tenant);
        foreach (var (path, body) in new (string, object)[]
        {
            ("watchlist", new { stocks = new[] { " aapl" } }),
            ("watchlist", new { }),
            ("preferences", new { language = "zh" }),
        })
        {
            using var same = await client.PutAsJsonAsync($"/users/ada/{path}", body);
            Assert.Equal(HttpStatusCode.OK, same.StatusCode);
            Assert.Equal(user.Text("updated_at"), (await same.JsonAsync()).Text("updated_at"));
        }

        Assert.Empty(await app.EventsAsync(tenant, "user.config_updated.v1"));
        using var first = await client.PutAsJsonAsync("/users/ada/watchlist", new { stocks = new[] { "TSLA" } });
        using var second = await client.PutAsJsonAsync("/users/ada/preferences", new { language = "en" });
        var told = await app.EventsAsync(tenant, "user.config_updated.v1");
        Assert.Equal([2L, 3L], told.Select(one => one.GetProperty("data").GetProperty("revision").GetInt64()));
        Assert.All(told, one => Assert.Equal(("ada", "ada"), (one.Text("userid"), one.GetProperty("data").Text("user_id"))));
    }

    [Fact]
    public async Task Whoever_says_when_reports_are_wanted_is_heard_be_it_as_before()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(tenant, "ada");
        await app.CreateUserAsync(other, "ada", new { preferences = new { report_frequency = "daily" } });
        using var client = app.AdminOf(tenant);

        foreach (var body in new object[] { new { report_time = "09:00" }, new { report_frequency = "weekly", language = "en" }, new { language = "fr" } })
        {
            using var changed = await client.PutAsJsonAsync("/users/ada/preferences", body);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        Assert.Equal(["1 True", "2 True", "3 False"], await ToldAsync(tenant));
        Assert.Equal(["1 True"], await ToldAsync(other));

        async Task<List<string>> ToldAsync(string id) => [.. (await app.EventsAsync(id, "user.config_updated.v1"))
            .Select(static one => one.GetProperty("data")).Select(static data => $"{data.GetProperty("revision").GetInt64()} {data.GetProperty("asks_for_reports").GetBoolean()}")];
    }

    [Fact]
    public async Task Updates_at_once_lose_nothing()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await Task.WhenAll(
            client.PutAsJsonAsync("/users/ada/watchlist", new { stocks = new[] { "AAPL" } }),
            client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = new[] { "rates" } }),
            client.PutAsJsonAsync("/users/ada/watchlist", new { sectors = new[] { "energy" } }),
            client.PutAsJsonAsync("/users/ada/watchlist", new { influencers = new[] { "grace" } }),
            client.PutAsJsonAsync("/users/ada/preferences", new { language = "en" }));

        using var read = await client.GetAsync("/users/ada");
        var user = await read.JsonAsync();
        Assert.Equal("""{"stocks":["AAPL"],"influencers":["grace"],"keywords":["rates"],"sectors":["energy"]}""", user.GetProperty("watchlist").GetRawText());
        Assert.Equal("en", user.GetProperty("preferences").Text("language"));
        var told = await app.EventsAsync(tenant, "user.config_updated.v1");
        Assert.Equal([2L, 3L, 4L, 5L, 6L], told.Select(one => one.GetProperty("data").GetProperty("revision").GetInt64()).Order());
    }

    [Theory]
    [InlineData("watchlist", """{"stocks":[1,"A..B"],"bonds":[],"keywords":["  "]}""", "bonds", "keywords", "stocks", "stocks[0]")]
    [InlineData("watchlist", """{"stocks":[1,"AAPL"],"sectors":5}""", "sectors", "stocks[0]")]
    [InlineData("preferences", """{"max_report_length":"5000","report_time":"24:00","notification_channels":["pigeon",7]}""",
        "max_report_length", "notification_channels", "notification_channels[1]", "report_time")]
    public async Task A_wrong_type_or_name_hides_nothing_else_that_is_wrong(string path, string body, params string[] fields)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PutAsync($"/users/ada/{path}", Http.Body(body));

        await response.AssertInvalidAsync(fields);
    }

    [Theory]
    [InlineData("watchlist", """{"stocks":["AAPL","aapl"]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":["TOOLONGASYMBOL16"]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":[""]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":["A..B"]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":["."]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":[null]}""", "stocks")]
    [InlineData("watchlist", """{"stocks":"AAPL"}""", "stocks")]
    [InlineData("watchlist", """{"keywords":["  "]}""", "keywords")]
    [InlineData("watchlist", """{"keywords":["a\u0000b"]}""", "keywords")]
    [InlineData("watchlist", """{"sectors":["energy","energy "]}""", "sectors")]
    [InlineData("watchlist", """{"bonds":[]}""", "bonds")]
    [InlineData("preferences", """{"report_frequency":"hourly"}""", "report_frequency")]
    [InlineData("preferences", """{"report_time":"24:00"}""", "report_time")]
    [InlineData("preferences", """{"report_time":"9:00"}""", "report_time")]
    [InlineData("preferences", """{"report_time":"09:00\n"}""", "report_time")]
    [InlineData("preferences", """{"report_format":"docx"}""", "report_format")]
    [InlineData("preferences", """{"language":"ZH"}""", "language")]
    [InlineData("preferences", """{"max_report_length":499}""", "max_report_length")]
    [InlineData("preferences", """{"max_report_length":50001}""", "max_report_length")]
    [InlineData("preferences", """{"max_report_length":"5000"}""", "max_report_length")]
    [InlineData("preferences", """{"notification_channels":["pigeon"]}""", "notification_channels")]
    [InlineData("preferences", """{"notification_channels":["push","push"]}""", "notification_channels")]
    [InlineData("preferences", """{"notification_channels":[null]}""", "notification_channels")]
    [InlineData("preferences", """{"time_zone":"posix/UTC"}""", "time_zone")]
    [InlineData("preferences", """{"time_zone":"UTC-11"}""", "time_zone")]
    [InlineData("preferences", """{"time_zone":"Factory"}""", "time_zone")]
    [InlineData("preferences", """{"time_zone":"Europe/Atlantis"}""", "time_zone")]
    [InlineData("preferences", """{"colour":"red"}""", "colour")]
    public async Task A_wrong_field_is_named_and_nothing_changes(string path, string body, string field)
    {
        var tenant = await app.CreateTenantAsync();
        var before = await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PutAsync($"/users/ada/{path}", Http.Body(body));
        await response.AssertInvalidAsync(field);

        using var read = await client.GetAsync("/users/ada");
        Assert.Equal(before.GetRawText(), await read.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_list_may_have_100_entries_of_100_characters_and_no_more()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        static string[] Entries(int count, int length) => [.. Enumerable.Range(0, count).Select(i => i.ToString("000").PadRight(length, 'x'))];

        using var most = await client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = Entries(100, 100) });
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        using var tooMany = await client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = Entries(101, 10) });
        await tooMany.AssertInvalidAsync("keywords");
        using var tooLong = await client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = Entries(1, 101), sectors = Entries(1, 101) });
        await tooLong.AssertInvalidAsync("keywords", "sectors");
    }

    [Theory]
    [InlineData("Etc/GMT+5")]
    [InlineData("GMT0")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("UTC")]
    [InlineData("Asia/Calcutta")]
    public async Task Every_form_of_an_IANA_name_is_taken(string timeZone)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PutAsJsonAsync("/users/ada/preferences", new { time_zone = timeZone });
        Assert.Equal(timeZone, (await response.JsonAsync()).GetProperty("preferences").Text("time_zone"));
    }
}
