using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Services.Tenants.Audit;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>A page looks at so many entries and no more, and the next one goes on behind them: what is rare is found all the same.</summary>
public sealed class AuditWindowTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const int Entries = (2 * AuditPages.Window) + 500;

    [Theory]
    [InlineData("user_id=ada&operation=rare.one", 2)]
    [InlineData("user_id=ada&outcome=refused&operation=rare.one", 2)]
    [InlineData("operation=rare.one", 1)]
    [InlineData("outcome=refused&operation=users.list", 1)]
    [InlineData("code=POLICY_DENIED", 1)]
    public async Task Every_entry_that_matches_is_on_one_page_and_pages_that_find_none_go_on(string query, int mostEmpty)
    {
        var tenant = await app.CreateTenantAsync();
        await FillAsync(tenant);
        using var client = app.AdminOf(tenant);
        var (empty, found, cursor) = (0, new List<string>(), (string?)null);
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/audit?limit=3&{query}{(cursor is null ? "" : $"&cursor={cursor}")}");
            var items = page.GetProperty("items").EnumerateArray().Select(static entry => entry.Text("id")).ToList();
            empty += items.Count == 0 ? 1 : 0;
            found.AddRange(items);
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(await MatchingAsync(tenant, query), found.Order(StringComparer.Ordinal));
        Assert.NotEmpty(found);
        Assert.InRange(empty, 0, mostEmpty);
    }

    // The oldest and one in the middle are rare; all others are alike.
    private async Task FillAsync(string tenant)
    {
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""
            insert into audit_entries (entry_id, tenant_id, at, operation, outcome, role, user_id, count)
            select gen_random_uuid(), $1, timestamptz '2026-05-01' + n * interval '1 second', case when n in (1, 2, 6000) then 'rare.one' else 'users.list' end,
                case when n in (1, 6000) then 'POLICY_DENIED' when n in (3, 4, 5, 6, 10000) then 'RATE_LIMITED' else 'ok' end, 'user', 'ada', 1
            from generate_series(1, $2) n
            """);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(Entries);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> MatchingAsync(string tenant, string query)
    {
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""
            select entry_id::text from audit_entries where tenant_id = $1
                and ($2 not like '%operation=rare.one%' or operation = 'rare.one') and ($2 not like '%operation=users.list%' or operation = 'users.list')
                and ($2 not like '%user_id=ada%' or user_id = 'ada') and ($2 not like '%refused%' or outcome not in ('ok', 'accessed')) and ($2 not like '%POLICY_DENIED%' or outcome = 'POLICY_DENIED')
            order by entry_id::text collate "C"
            """);
        command.Parameters.AddWithValue(tenant);
        command.Parameters.AddWithValue(query);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<string>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
