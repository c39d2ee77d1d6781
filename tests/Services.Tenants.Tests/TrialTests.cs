using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class TrialTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_tenant_with_an_end_is_on_trial_and_shows_it_to_operators_members_and_the_gateway()
    {
        var end = InDays(14);
        using var client = app.Operator;
        using var created = await CreateAsync(client, end.ToOffset(TimeSpan.FromHours(8)));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var tenant = (await created.JsonAsync()).Text("tenant_id");
        using var own = app.AdminOf(tenant);
        using var gateway = app.Gateway;

        foreach (var (reader, path) in new[] { (client, $"/tenants/{tenant}"), (own, "/tenants/current"), (gateway, $"/internal/tenants/{tenant}") })
        {
            var shown = await reader.GetFromJsonAsync<JsonElement>(path);
            Assert.Equal(("trial", end), (shown.Text("status"), shown.GetProperty("trial_ends_at").GetDateTimeOffset()));
        }
    }

    [Fact]
    public async Task A_key_is_resolved_with_its_tenants_end_of_trial()
    {
        var end = InDays(2);
        using var client = app.Operator;
        using var created = await CreateAsync(client, end);
        using var issued = await client.PostAsJsonAsync($"/tenants/{(await created.JsonAsync()).Text("tenant_id")}/keys", new { role = "tenant_admin" });

        using var resolved = await app.ResolveAsync((await issued.JsonAsync()).Text("key"));

        Assert.Equal(end, (await resolved.JsonAsync()).GetProperty("tenant").GetProperty("trial_ends_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_tenant_without_an_end_has_none()
    {
        using var client = app.Operator;
        var shown = await client.GetFromJsonAsync<JsonElement>($"/tenants/{await app.CreateTenantAsync()}");
        Assert.Equal(("active", JsonValueKind.Null), (shown.Text("status"), shown.GetProperty("trial_ends_at").ValueKind));
    }

    [Fact]
    public async Task The_same_end_in_another_offset_is_the_same_tenant_and_another_end_is_another()
    {
        var (id, end) = (TestContexts.NewTenantId(), InDays(3));
        using var client = app.Operator;
        using var created = await CreateAsync(client, end, id);
        using var again = await CreateAsync(client, end.ToOffset(TimeSpan.FromHours(-5)), id);
        using var later = await CreateAsync(client, end.AddSeconds(1), id);
        using var without = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, again.StatusCode));
        await later.AssertRefusedAsync(HttpStatusCode.Conflict, "TENANT_EXISTS");
        await without.AssertRefusedAsync(HttpStatusCode.Conflict, "TENANT_EXISTS");
    }

    [Theory]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"2031-01-31\"")]
    [InlineData("\"2031-01-31T09:00:00\"")]
    [InlineData("\"2001-01-31T09:00:00Z\"")]
    [InlineData("\"9999-12-31T23:59:59-12:00\"")]
    [InlineData("\"2031-02-30T09:00:00Z\"")]
    [InlineData("\"\"")]
    [InlineData("1900000000")]
    public async Task An_end_that_is_none_has_passed_or_is_too_far_off_is_refused_by_name(string end)
    {
        using var client = app.Operator;
        using var response = await client.PostAsync("/tenants",
            Http.Body($$"""{"tenant_id":"{{TestContexts.NewTenantId()}}","name":"Acme","tier":"free","trial_ends_at":{{end}}}"""));
        await response.AssertInvalidAsync("trial_ends_at");
    }

    [Fact]
    public async Task A_trial_is_at_most_a_year()
    {
        using var client = app.Operator;
        using var longest = await CreateAsync(client, DateTimeOffset.UtcNow.AddYears(1).AddMinutes(-1));
        using var tooLong = await CreateAsync(client, DateTimeOffset.UtcNow.AddYears(1).AddMinutes(5));

        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        await tooLong.AssertInvalidAsync("trial_ends_at");
    }

    [Fact]
    public async Task A_trial_that_is_activated_is_over_for_good_and_told_of_once()
    {
        using var client = app.Operator;
        using var created = await CreateAsync(client, InDays(1));
        var tenant = (await created.JsonAsync()).Text("tenant_id");

        using var activated = await client.PostAsync($"/tenants/{tenant}/activate", null);
        using var again = await client.PostAsync($"/tenants/{tenant}/activate", null);

        var shown = await again.JsonAsync();
        Assert.Equal(("active", JsonValueKind.Null), (shown.Text("status"), shown.GetProperty("trial_ends_at").ValueKind));
        Assert.Equal(2, Assert.Single(await app.EventsAsync(tenant, "tenant.activated.v1")).GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task A_trial_changes_its_tier_and_is_suspended_with_its_end_kept()
    {
        var end = InDays(5);
        using var client = app.Operator;
        using var created = await CreateAsync(client, end);
        var tenant = (await created.JsonAsync()).Text("tenant_id");

        using var tier = await client.PutAsJsonAsync($"/tenants/{tenant}/tier", new { tier = "enterprise" });
        using var suspended = await client.PostAsync($"/tenants/{tenant}/suspend", null);

        var (first, second) = (await tier.JsonAsync(), await suspended.JsonAsync());
        Assert.Equal(("trial", end), (first.Text("status"), first.GetProperty("trial_ends_at").GetDateTimeOffset()));
        Assert.Equal(("suspended", end), (second.Text("status"), second.GetProperty("trial_ends_at").GetDateTimeOffset()));
    }

    private static DateTimeOffset InDays(int days) => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddDays(days).ToUnixTimeSeconds());

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client, DateTimeOffset end, string? id = null) =>
        client.PostAsJsonAsync("/tenants", new { tenant_id = id ?? TestContexts.NewTenantId(), name = "Acme", tier = "free", trial_ends_at = end });
}
