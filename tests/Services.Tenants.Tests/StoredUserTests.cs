using System.Net;
using System.Net.Http.Json;
using Nanobot.Services.Tenants.Persistence;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Rows outlive every name of the API: what stands in them is fixed here, letter by letter.</summary>
public sealed class StoredUserTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Watchlist = """{"stocks":["AAPL"],"influencers":["grace"],"keywords":["Zinsen für Häuser"],"sectors":["energy"]}""";

    private const string Preferences = """{"report_frequency":"both","report_time":"07:30","report_format":"html","language":"de","max_report_length":800,"notification_channels":["email"],"time_zone":"Asia/Tokyo"}""";

    [Fact]
    public void The_members_of_a_stored_watchlist_keep_their_names()
    {
        var stored = StoredJson.Read<StoredWatchlist>(Watchlist);

        Assert.Equal(["AAPL", "grace", "Zinsen für Häuser", "energy"], [.. stored.Stocks, .. stored.Influencers, .. stored.Keywords, .. stored.Sectors]);
        Assert.Equal(Watchlist, StoredJson.Write(stored));
    }

    [Fact]
    public void The_members_of_stored_preferences_keep_their_names()
    {
        var stored = StoredJson.Read<StoredPreferences>(Preferences);

        Assert.Equal(("both", "07:30", "html", "de", 800, "Asia/Tokyo"),
            (stored.ReportFrequency, stored.ReportTime, stored.ReportFormat, stored.Language, stored.MaxReportLength, stored.TimeZone));
        Assert.Equal(["email"], stored.NotificationChannels);
        Assert.Equal(Preferences, StoredJson.Write(stored));
    }

    [Fact]
    public void A_row_that_a_later_version_wrote_can_be_read() =>
        Assert.Equal(Watchlist, StoredJson.Write(StoredJson.Read<StoredWatchlist>(Watchlist.Insert(1, "\"bonds\":[\"X\"],"))));

    [Fact]
    public async Task A_row_of_before_is_shown_and_changed_like_any_other()
    {
        var tenant = await app.CreateTenantAsync();
        await InsertAsync(tenant, Watchlist, Preferences, "{}");
        using var client = app.UserOf(tenant, "ada");
        using var read = await client.GetAsync("/users/ada");
        using var changed = await client.PutAsJsonAsync("/users/ada/watchlist", new { stocks = new[] { "TSLA" } });

        var user = await read.JsonAsync();
        Assert.Equal((Watchlist, Preferences), (user.GetProperty("watchlist").GetRawText(), user.GetProperty("preferences").GetRawText()));
        Assert.Equal(Watchlist.Replace("AAPL", "TSLA", StringComparison.Ordinal), (await changed.JsonAsync()).GetProperty("watchlist").GetRawText());
    }

    [Fact]
    public async Task A_symbol_that_was_taken_before_stays_until_it_is_replaced()
    {
        var tenant = await app.CreateTenantAsync();
        await InsertAsync(tenant, Watchlist.Replace("AAPL", "A..B", StringComparison.Ordinal), Preferences, "{}");
        using var client = app.UserOf(tenant, "ada");
        using var changed = await client.PutAsJsonAsync("/users/ada/watchlist", new { keywords = new[] { "rates" } });

        Assert.Equal("A..B", (await changed.JsonAsync()).GetProperty("watchlist").GetProperty("stocks")[0].GetString());
    }

    [Fact]
    public async Task Initial_data_of_before_is_still_told_to_be_the_same()
    {
        const string InitialData = """{"watchlist":{"stocks":["aapl"],"keywords":["rates"]},"preferences":{"report_time":"07:30","max_report_length":800,"notification_channels":["email"]},"plan":"x"}""";
        var tenant = await app.CreateTenantAsync();
        await InsertAsync(tenant, Watchlist, Preferences, InitialData);
        using var client = app.AdminOf(tenant);
        using var again = await client.PostAsync("/users", Http.Body($$"""{"user_id":"ada","initial_data":{{InitialData}}}"""));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private async Task InsertAsync(string tenant, string watchlist, string preferences, string initialData)
    {
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""
            insert into users (tenant_id, user_id, watchlist, preferences, custom_data, creation_digest, revision, created_at, updated_at)
            values ($1, 'ada', $2::jsonb, $3::jsonb, '{}', sha256(convert_to($4::jsonb::text, 'UTF8')), 1, now(), now())
            """);
        foreach (var value in new[] { tenant, watchlist, preferences, initialData })
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
