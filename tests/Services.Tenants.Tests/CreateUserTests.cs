using System.Net;
using System.Net.Http.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class CreateUserTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_user_without_initial_data_starts_with_the_defaults_and_the_tenants_time_zone()
    {
        var tenant = await app.CreateTenantAsync("Asia/Shanghai");
        using var client = app.AdminOf(tenant);
        using var response = await client.PostAsJsonAsync("/users", new { user_id = "ada@example.org" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/users/ada%40example.org", response.Headers.Location?.OriginalString);
        var user = await response.JsonAsync();
        Assert.Equal("ada@example.org", user.Text("user_id"));
        Assert.Equal("""{"stocks":[],"influencers":[],"keywords":[],"sectors":[]}""", user.GetProperty("watchlist").GetRawText());
        Assert.Equal("""{"report_frequency":"daily","report_time":"09:00","report_format":"markdown","language":"zh","max_report_length":5000,"notification_channels":["push"],"time_zone":"Asia/Shanghai"}""",
            user.GetProperty("preferences").GetRawText());
        Assert.Equal("{}", user.GetProperty("custom_data").GetRawText());
        Assert.Equal(user.Text("created_at"), user.Text("updated_at"));
    }

    [Fact]
    public async Task Initial_data_goes_to_watchlist_preferences_and_custom_data()
    {
        var tenant = await app.CreateTenantAsync();
        var user = await app.CreateUserAsync(tenant, "ada", new
        {
            watchlist = new { stocks = new[] { " aapl ", "^gspc" }, keywords = new[] { " rates " } },
            preferences = new { language = "en", report_time = "07:30" },
            shoe_size = 39,
            nested = new { b = 1, a = new object?[] { null, true, "ß" } },
        });

        Assert.Equal("""{"stocks":["AAPL","^GSPC"],"influencers":[],"keywords":["rates"],"sectors":[]}""", user.GetProperty("watchlist").GetRawText());
        Assert.Equal(("en", "07:30", "daily"), (user.GetProperty("preferences").Text("language"),
            user.GetProperty("preferences").Text("report_time"), user.GetProperty("preferences").Text("report_frequency")));
        Assert.Equal(39, user.GetProperty("custom_data").GetProperty("shoe_size").GetInt32());
        Assert.Equal("ß", user.GetProperty("custom_data").GetProperty("nested").GetProperty("a")[2].GetString());
    }

    [Fact]
    public async Task The_event_is_told_for_the_new_user_with_language_and_time_zone()
    {
        var tenant = await app.CreateTenantAsync("Asia/Tokyo");
        await app.CreateUserAsync(tenant, "ada", new { preferences = new { language = "de" } });

        var told = Assert.Single(await app.EventsAsync(tenant, "user.created.v1"));
        Assert.Equal((tenant, "ada"), (told.Text("tenantid"), told.Text("userid")));
        var data = told.GetProperty("data");
        Assert.Equal(("ada", "de", "Asia/Tokyo"), (data.Text("user_id"), data.Text("language"), data.Text("time_zone")));
        Assert.Equal(("ada", "user", "professional"), (told.Text("user_id"), told.Text("role"), told.Text("plan")));
        Assert.False(told.TryGetProperty("tenantcontext", out _));
    }

    [Fact]
    public async Task The_same_body_again_answers_the_existing_user_as_it_is_now()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        using var first = await client.PostAsync("/users", Http.Body("""{"user_id":"ada","initial_data":{"watchlist":{"stocks":["AAPL"]},"a":1,"b":2}}"""));
        using var change = await client.PutAsJsonAsync("/users/ada/watchlist", new { stocks = new[] { "TSLA" } });
        using var again = await client.PostAsync("/users", Http.Body("""{"initial_data":{"b":2, "a":1,"watchlist":{"stocks":["AAPL"]}},"user_id":"ada"}"""));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, change.StatusCode, again.StatusCode));
        Assert.Equal("TSLA", (await again.JsonAsync()).GetProperty("watchlist").GetProperty("stocks")[0].GetString());
        Assert.Single(await app.EventsAsync(tenant, "user.created.v1"));
    }

    [Theory]
    [InlineData("""{"user_id":"ada"}""")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":2}}""")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":1,"watchlist":{"stocks":[]}}}""")]
    public async Task Other_initial_data_for_an_existing_user_is_a_conflict_and_overwrites_nothing(string body)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada", new { a = 1 });
        using var client = app.AdminOf(tenant);
        using var response = await client.PostAsync("/users", Http.Body(body));
        await response.AssertRefusedAsync(HttpStatusCode.Conflict, "USER_EXISTS");

        using var read = await client.GetAsync("/users/ada");
        Assert.Equal("""{"a":1}""", (await read.JsonAsync()).GetProperty("custom_data").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Single(await app.EventsAsync(tenant, "user.created.v1"));
    }

    [Fact]
    public async Task Identical_requests_at_once_make_one_user_and_one_event()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var response = await client.PostAsJsonAsync("/users", new { user_id = "ada", initial_data = new { a = 1 } });
            return response.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Single(await app.EventsAsync(tenant, "user.created.v1"));
    }

    [Fact]
    public async Task The_same_id_in_two_tenants_is_two_users()
    {
        var (one, two) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(one, "ada", new { of = "one" });
        await app.CreateUserAsync(two, "ada", new { of = "two" });
        foreach (var (tenant, of) in new[] { (one, "one"), (two, "two") })
        {
            using var client = app.UserOf(tenant, "ada");
            using var response = await client.GetAsync("/users/ada");
            Assert.Equal(of, (await response.JsonAsync()).GetProperty("custom_data").Text("of"));
        }
    }

    [Fact]
    public async Task A_user_of_a_tenant_that_does_not_exist_is_not_created()
    {
        using var client = app.AdminOf(TestContexts.NewTenantId());
        using var response = await client.PostAsJsonAsync("/users", new { user_id = "ada" });
        await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
    }

    [Theory]
    [InlineData("""{"user_id":"ab"}""", "user_id")]
    [InlineData("""{"user_id":".ada"}""", "user_id")]
    [InlineData("""{"user_id":"ada/../eve"}""", "user_id")]
    [InlineData("""{"user_id":"ada\n"}""", "user_id")]
    [InlineData("""{"user_id":"a23456789012345678901234567890123456789012345678901"}""", "user_id")]
    [InlineData("""{}""", "user_id")]
    [InlineData("""{"user_id":"ada","tenant_id":"acme"}""", "tenant_id")]
    [InlineData("""{"user_id":"ada","initial_data":[]}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":"x"}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":"\u0000"}}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":{"b\u0000":1}}}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"\u0000":1}}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":["\ud800"]}}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":{"\ud800":1}}}""", "initial_data.a")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":1e400}}""", "initial_data")]
    [InlineData("""{"user_id":"ada","initial_data":{"watchlist":{"bonds":[]}}}""", "initial_data.watchlist.bonds")]
    [InlineData("""{"user_id":"ada","initial_data":{"watchlist":{"stocks":["a b"]}}}""", "initial_data.watchlist.stocks")]
    [InlineData("""{"user_id":"ada","initial_data":{"preferences":{"language":"xx"}}}""", "initial_data.preferences.language")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        using var response = await client.PostAsync("/users", Http.Body(body));
        await response.AssertInvalidAsync(field);
        Assert.Empty(await app.EventsAsync(tenant, "user.created.v1"));
    }

    [Theory]
    [InlineData("""{"user_id":"ada","initial_data":{"\ud800":1}}""")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":1,"a":2}}""")]
    [InlineData("""{"user_id":"ada","initial_data":{"a":{"b":1,"b":2}}}""")]
    [InlineData("""{"user_id":"ada","user_id":"eve"}""")]
    public async Task Names_that_are_broken_or_come_twice_are_refused(string body)
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        using var response = await client.PostAsync("/users", Http.Body(body));
        Assert.True(HttpStatusCode.BadRequest == response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Initial_data_may_have_64_KiB_and_no_byte_more()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        var frame = """{"a":""}""".Length;
        using var fits = await client.PostAsJsonAsync("/users", new { user_id = "ada", initial_data = new { a = new string('x', 65536 - frame) } });
        using var over = await client.PostAsJsonAsync("/users", new { user_id = "bob", initial_data = new { a = new string('x', 65537 - frame) } });
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        await over.AssertInvalidAsync("initial_data");
    }
}
