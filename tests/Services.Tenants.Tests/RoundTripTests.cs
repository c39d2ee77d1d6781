using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Whatever a write accepts, every read, list and event gives back; the rest is refused by name.</summary>
public sealed class RoundTripTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Symbols = "stocks/-";

    [Fact]
    public async Task What_a_tenant_is_created_with_comes_back()
    {
        using var client = app.Operator;
        await RunAsync(client, CreateTenant());
    }

    [Fact]
    public async Task What_tier_a_tenant_is_put_on_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        foreach (var (name, value) in HardValues.All)
        {
            using var refused = await client.PutAsync($"/tenants/{tenant}/tier", Http.Body($"{{\"tier\":{value}}}"));
            Assert.True((int)refused.StatusCode is >= 400 and < 500, $"{name}: {refused.StatusCode}");
        }

        foreach (var tier in TenantTier.Names)
        {
            using var changed = await client.PutAsync($"/tenants/{tenant}/tier", Http.Body($"{{\"tier\":\"{tier}\"}}"));
            using var read = await client.GetAsync($"/tenants/{tenant}");
            var shown = await changed.JsonAsync();
            Assert.Equal(tier, shown.Text("tier"));
            Assert.True(JsonElement.DeepEquals(shown, await read.JsonAsync()));
        }
    }

    [Fact]
    public async Task What_a_user_is_created_with_comes_back()
    {
        using var client = app.AdminOf(await app.CreateTenantAsync());
        await RunAsync(client, CreateUser());
    }

    [Fact]
    public async Task What_a_key_is_issued_with_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "heron");
        using var client = app.Operator;
        await RunAsync(client, IssueKey(tenant) with
        {
            AlsoCheck = async (_, issued) => (await client.AllAsync($"/tenants/{tenant}/keys")).Exists(key => key.EnumerateObject().All(
                member => member.Name is "last_used_at" or "replaced_by" || JsonElement.DeepEquals(member.Value, issued.GetProperty(member.Name)))) ? null : "is not so in the list",
        });
    }

    [Fact]
    public async Task Whatever_is_sent_for_a_rotation_it_is_one_or_is_refused()
    {
        using var client = app.Operator;
        await RunAsync(client, RotateKey(await app.CreateTenantAsync()));
    }

    [Fact]
    public async Task What_a_watchlist_is_changed_to_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await RunAsync(client, UpdateWatchlist());
    }

    [Fact]
    public async Task What_is_added_to_a_watchlist_comes_back_and_anything_can_be_taken_off()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await RunAsync(client, EditWatchlist(client));
    }

    [Fact]
    public async Task What_preferences_are_changed_to_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await RunAsync(client, UpdatePreferences());
    }

    [Fact]
    public Task No_name_and_no_cursor_breaks_an_operation() => HardAddresses.AssertAsync(Operations.Tenants.Module, app.ClientFor);

    [Fact]
    public async Task Every_write_has_its_trip()
    {
        using var client = app.Operator;

        Assert.Empty(RoundTrip.Missing(await ApiDocument.ReadAsync(client), Operations.Tenants.Module,
            new[] { CreateTenant(), ChangeTier(), CreateUser(), IssueKey(""), RotateKey(""), UpdateWatchlist(), EditWatchlist(), UpdatePreferences() }.Select(static trip => trip.Operation)
                .Concat(InternalRoundTripTests.Tried).Concat(PolicyRoundTripTests.Tried).Concat(QuotaRoundTripTests.Tried).Concat(ModelRoundTripTests.Tried)));
    }

    private WriteTrip CreateTenant() => new(Operations.Tenants.CreateTenant, static () => $$"""{"tenant_id":"{{TestContexts.NewTenantId()}}","name":"Acme","tier":"basic"}""")
    {
        Alone = static tenant => [$"/tenants/{tenant.Text("tenant_id")}"],
        List = "/tenants",
        Identity = "tenant_id",
        AlsoCheck = async (_, tenant) =>
        {
            var told = (await app.EventsAsync(tenant.Text("tenant_id"), "tenant.created.v1"))[0].GetProperty("data");
            return told.Text("name") == tenant.Text("name") && told.Text("time_zone") == tenant.Text("time_zone") ? null : $"is told as {told}";
        },
    };

    private static WriteTrip ChangeTier() => new(Operations.Tenants.ChangeTier, static () => """{"tier":"enterprise"}""");

    private static WriteTrip CreateUser() => new(Operations.Tenants.CreateUser, static () => $$"""{"user_id":"u-{{RandomNumberGenerator.GetHexString(12)}}"}""")
    {
        FurtherPlaces = ["initial_data/of their own", "initial_data/Watchlist", "initial_data/deep/deeper/-"],
        Alone = static user => [$"/users/{Uri.EscapeDataString(user.Text("user_id"))}"],
        List = "/users",
        Identity = "user_id",
        ShownAs = static place => place switch
        {
            "initial_data" => null,
            _ when place.StartsWith("initial_data/watchlist", StringComparison.Ordinal) || place.StartsWith("initial_data/preferences", StringComparison.Ordinal) => place["initial_data/".Length..],
            _ => place.Replace("initial_data/", "custom_data/", StringComparison.Ordinal),
        },
        SameText = static (place, sent, shown) => shown == sent
            || (!place.Contains("of their own", StringComparison.Ordinal) && !place.Contains("deep", StringComparison.Ordinal) && shown == sent.Trim())
            || (place.Contains(Symbols, StringComparison.Ordinal) && shown == sent.Trim().ToUpperInvariant()),
    };

    private static WriteTrip IssueKey(string tenant) => new(Operations.Tenants.IssueKey, static () => """{"role":"tenant_admin"}""")
    {
        Target = () => Task.FromResult($"/tenants/{tenant}/keys"),
        // It says when the key ends, not how long it lasts.
        ShownAs = static place => place is "expires_in" ? null : place,
    };

    private WriteTrip RotateKey(string tenant) => new(Operations.Tenants.RotateKey, static () => "{}")
    {
        // Each key is replaced once.
        Target = async () =>
        {
            using var client = app.Operator;
            using var issued = await client.PostAsync($"/tenants/{tenant}/keys", Http.Body("""{"role":"tenant_admin"}"""));
            return $"/tenants/{tenant}/keys/{(await issued.JsonAsync()).Text("key_id")}/rotate";
        },
        ShownAs = static _ => null,
    };

    private static WriteTrip UpdateWatchlist() => new(Operations.Tenants.UpdateWatchlist, static () => "{}")
    {
        Target = static () => Task.FromResult("/users/ada/watchlist"),
        Alone = static _ => ["/users/ada"],
        ShownAs = static place => $"watchlist/{place}",
        SameText = static (place, sent, shown) => shown == sent.Trim() || (place == Symbols && shown == sent.Trim().ToUpperInvariant()),
    };

    private static WriteTrip EditWatchlist(HttpClient? client = null) => new(Operations.Tenants.EditWatchlist, static () => "{}")
    {
        Target = static () => Task.FromResult("/users/ada/watchlist"),
        Alone = static _ => ["/users/ada"],
        // What is added stands with what was there, so it is looked for below.
        ShownAs = static _ => null,
        AlsoCheck = (body, user) => TakeOffAsync(client!, JsonSerializer.Deserialize<JsonElement>(body), user),
    };

    /// <summary>Whether what was added is there and what was removed is not; then takes what was added off again, by the same text.</summary>
    private static async Task<string?> TakeOffAsync(HttpClient client, JsonElement edit, JsonElement user)
    {
        foreach (var (part, list, entries) in Lists(edit))
        {
            var shown = Entries(user.GetProperty("watchlist").GetProperty(list));
            foreach (var entry in entries.Select(entry => list == "stocks" ? entry.Trim().ToUpperInvariant() : entry.Trim()))
            {
                if (shown.Contains(entry) != (part == "add"))
                {
                    return $"after {part} {list} has {string.Join(", ", shown)}";
                }
            }
        }

        if (!edit.TryGetProperty("add", out var added))
        {
            return null;
        }

        using var response = await client.PatchAsync("/users/ada/watchlist", Http.Body($"{{\"remove\":{added.GetRawText()}}}"));
        var rest = (await response.JsonAsync()).GetProperty("watchlist");
        return rest.EnumerateObject().All(static list => list.Value.GetArrayLength() == 0) ? null : $"cannot be taken off: {rest}";
    }

    private static IEnumerable<(string Part, string List, List<string> Entries)> Lists(JsonElement edit) =>
        from part in edit.EnumerateObject()
        where part.Value.ValueKind == JsonValueKind.Object
        from list in part.Value.EnumerateObject()
        where list.Value.ValueKind == JsonValueKind.Array
        select (part.Name, list.Name, Entries(list.Value));

    private static List<string> Entries(JsonElement list) => [.. list.EnumerateArray().Select(static entry => entry.GetString()!)];

    private static WriteTrip UpdatePreferences() => new(Operations.Tenants.UpdatePreferences, static () => "{}")
    {
        Target = static () => Task.FromResult("/users/ada/preferences"),
        Alone = static _ => ["/users/ada"],
        ShownAs = static place => $"preferences/{place}",
    };

    private static async Task RunAsync(HttpClient client, WriteTrip trip) =>
        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), trip);
}
