using System.Net.Http.Json;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Wire;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Each tenant's entries have numbers without gaps, whoever writes them and however often they are told.</summary>
public sealed class AuditNumberTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Changes_refusals_and_what_other_modules_tell_are_numbered_alike()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        await TellAsync([Entry(tenant), Entry(tenant)]);
        await app.Services.BroadcastAsync(tenant, new AuditRecorded(Entry(tenant) with { Operation = "chat.send", Outcome = "ok" }), user: "ada");
        await Eventually.TrueAsync(async () => (await NumbersAsync(tenant)).Count == 5);
        await app.CreateUserAsync(tenant, "bob");

        Assert.Equal([1, 2, 3, 4, 5, 6], (await NumbersAsync(tenant)).Order());
    }

    [Fact]
    public async Task What_is_told_again_takes_no_number_and_stays_as_it_is()
    {
        var tenant = await app.CreateTenantAsync();
        var (first, second, third) = (Entry(tenant), Entry(tenant), Entry(tenant));
        await TellAsync([first, second]);
        await TellAsync([first with { Operation = "forged" }, third, third, second]);
        await TellAsync([third]);

        Assert.Equal([1, 2, 3, 4], (await NumbersAsync(tenant)).Order());
        using var client = app.AdminOf(tenant);
        Assert.Equal(3, (await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/audit?operation=users.list")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Batches_and_changes_of_the_same_tenants_at_once_wait_for_each_other_and_leave_no_gap()
    {
        const int Rounds = 12;
        var tenants = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            tenants.Add(await app.CreateTenantAsync());
        }

        // In every order of the tenants, so that somebody would wait for somebody who waits for it.
        await Task.WhenAll(Enumerable.Range(0, Rounds).SelectMany(i => new[]
        {
            TellAsync([.. Rotated(tenants, i).Select(Entry), .. Rotated(tenants, i).Select(Entry)]),
            TellAsync([.. Rotated(tenants, i).Reverse().Select(Entry)]),
            app.CreateUserAsync(tenants[i % 4], $"user-{i}"),
        }));

        foreach (var tenant in tenants)
        {
            Assert.Equal(Enumerable.Range(1, 1 + (3 * Rounds) + (Rounds / 4)).Select(static n => (long)n), (await NumbersAsync(tenant)).Order());
        }
    }

    [Fact]
    public async Task Entries_that_concern_no_tenant_have_numbers_of_their_own()
    {
        var id = Guid.NewGuid();
        await TellAsync([Entry(null) with { Id = id, TraceId = id.ToString("n") }]);
        using var client = app.Operator;

        var page = await client.GetFromJsonAsync<System.Text.Json.JsonElement>($"/audit?trace_id={id:n}");

        Assert.True(Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("seq").GetInt64() > 0);
    }

    private static IEnumerable<string> Rotated(List<string> tenants, int by) => tenants.Select((_, i) => tenants[(i + by) % tenants.Count]);

    private static AuditEntry Entry(string? tenant) => new(
        Guid.NewGuid(), tenant, "users.list", null, "PERMISSION_DENIED", "user", "ada", "k", "192.0.2.1", null, new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));

    private async Task TellAsync(IReadOnlyList<AuditEntry> entries)
    {
        using var client = app.Gateway;
        using var response = await client.PostAsJsonAsync("/internal/audit", new AuditBatch(entries), Json.Wire);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<List<long>> NumbersAsync(string tenant)
    {
        using var client = app.AdminOf(tenant);
        var page = await client.GetFromJsonAsync<System.Text.Json.JsonElement>("/audit?limit=200");
        return [.. page.GetProperty("items").EnumerateArray().Select(static entry => entry.GetProperty("seq").GetInt64())];
    }
}
