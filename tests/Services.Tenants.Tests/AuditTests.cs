using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Who did what is kept with what was done, for those alone who may read it.</summary>
public sealed class AuditTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task An_operators_changes_of_a_tenant_are_entries_of_that_tenant_and_changes_of_nothing_are_none()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var suspended = await client.PostAsync($"/tenants/{tenant}/suspend", null);
        using var again = await client.PostAsync($"/tenants/{tenant}/suspend", null);
        using var activated = await client.PostAsync($"/tenants/{tenant}/activate", null);
        using var issued = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "tenant_admin" });
        var key = (await issued.JsonAsync()).Text("key_id");
        using var revoked = await client.DeleteAsync($"/tenants/{tenant}/keys/{key}");
        using var missing = await client.DeleteAsync($"/tenants/{tenant}/keys/{key}");

        var entries = await ReadAsync(client, $"/tenants/{tenant}/audit");

        Assert.Equal(
            ["tenants.keys.revoke", "tenants.keys.create", "tenants.activate", "tenants.suspend", "tenants.create"],
            entries.Select(static entry => entry.Text("operation")));
        Assert.All(entries, entry => Assert.Equal((tenant, "operator", "ok", 1),
            (entry.Text("tenant_id"), entry.Text("role"), entry.Text("outcome"), entry.GetProperty("count").GetInt32())));
        Assert.All(entries, static entry => Assert.Equal(32, entry.Text("trace_id").Length));
        Assert.Equal([$"{tenant}/{key}", $"{tenant}/{key}", tenant, tenant, tenant], entries.Select(static entry => entry.Text("target")));
    }

    [Fact]
    public async Task An_entry_says_by_which_key_and_from_where()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.ClientFor(TenantContext.ForCredential(tenant, null, TenantRole.TenantAdmin, "basic", 1, "0123456789abcdef"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/users") { Content = JsonContent.Create(new { user_id = "ada" }) };
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        using var created = await client.SendAsync(request);

        var entry = (await ReadAsync(client, "/audit"))[0];

        Assert.Equal(("users.create", "ada", "tenant_admin", "0123456789abcdef", "192.0.2.7"),
            (entry.Text("operation"), entry.Text("target"), entry.Text("role"), entry.Text("key_id"), entry.Text("address")));
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_or_refused_leaves_no_entry()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        // The user does not exist: the foreign key breaks the statement off.
        using var refused = await client.PostAsJsonAsync($"/tenants/{tenant}/keys", new { role = "user", user_id = "nobody" });
        await refused.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");

        Assert.Equal(["tenants.create"], (await ReadAsync(client, $"/tenants/{tenant}/audit")).Select(static entry => entry.Text("operation")));
    }

    [Fact]
    public async Task An_administrator_reads_its_own_tenants_entries_and_finds_no_other_tenant()
    {
        var (own, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var client = app.AdminOf(own);

        Assert.All(await ReadAsync(client, "/audit"), entry => Assert.Equal(own, entry.Text("tenant_id")));
        Assert.NotEmpty(await ReadAsync(client, $"/tenants/{own}/audit"));
        foreach (var foreign in new[] { other, TestContexts.NewTenantId(), "x", own.ToUpperInvariant(), "current" })
        {
            using var response = await client.GetAsync($"/tenants/{foreign}/audit");
            await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        }

        using var user = app.UserOf(own, "ada");
        using var denied = await user.GetAsync("/audit");
        await denied.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Entries_are_filtered_and_paged_newest_first()
    {
        var tenant = await app.CreateTenantAsync();
        var start = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
        var entries = Enumerable.Range(0, 25).Select(i => new AuditEntry(Guid.NewGuid(), tenant, i % 2 == 0 ? "chat.send" : "users.list", null,
            i % 5 == 0 ? "RATE_LIMITED" : "PERMISSION_DENIED", "user", i % 3 == 0 ? "ada" : "bob", "key", "192.0.2.1", new string((char)('a' + (i % 2)), 32), start.AddMinutes(i / 2), 3)).ToList();
        await RecordAsync(new AuditBatch(entries), HttpStatusCode.NoContent);
        using var client = app.AdminOf(tenant);

        await ExpectAsync("code=RATE_LIMITED", static entry => entry.Outcome == "RATE_LIMITED");
        await ExpectAsync("outcome=refused", static _ => true);
        await ExpectAsync("operation=users.list&user_id=bob", static entry => entry is { Operation: "users.list", UserId: "bob" });
        await ExpectAsync($"trace_id={new string('B', 32)}", static entry => entry.TraceId![0] == 'b');
        await ExpectAsync("from=2026-05-01T08:03:00Z&to=2026-05-01T10:06:00%2B02:00&outcome=refused", entry => entry.At >= start.AddMinutes(3) && entry.At < start.AddMinutes(6));
        await ExpectAsync("user_id=ada&outcome=ok", static _ => false);

        async Task ExpectAsync(string query, Func<AuditEntry, bool> condition)
        {
            var read = new List<string>();
            string? cursor = null;
            do
            {
                using var response = await client.GetAsync($"/audit?limit=4&{query}{(cursor is null ? "" : $"&cursor={cursor}")}");
                var page = await response.JsonAsync();
                read.AddRange(page.GetProperty("items").EnumerateArray().Select(static entry => entry.Text("id")));
                cursor = page.GetProperty("next_cursor").GetString();
            }
            while (cursor is not null);
            Assert.Equal(entries.Where(condition).OrderByDescending(static entry => entry.At).ThenByDescending(static entry => entry.Id.ToString(), StringComparer.Ordinal)
                .Select(static entry => entry.Id.ToString()), read);
        }
    }

    [Fact]
    public async Task Each_wrong_filter_is_named()
    {
        using var client = app.Operator;
        using var response = await client.GetAsync("/audit?user_id=-&operation=%20&outcome=&code=a-b&from=yesterday&to=2026-01-01&trace_id=12");
        await response.AssertInvalidAsync("user_id", "operation", "outcome", "code", "from", "to", "trace_id");
        using var cursor = await client.GetAsync("/audit?cursor=enp6");
        await cursor.AssertInvalidAsync("cursor");
    }

    [Fact]
    public async Task A_batch_told_twice_is_kept_once_and_one_with_a_fault_not_at_all()
    {
        var tenant = await app.CreateTenantAsync();
        var batch = new AuditBatch([Entry(tenant), Entry(tenant)]);
        await RecordAsync(batch, HttpStatusCode.NoContent);
        await RecordAsync(batch, HttpStatusCode.NoContent);
        await RecordAsync(new AuditBatch([Entry(tenant), Entry(tenant) with { Count = 0 }]), HttpStatusCode.BadRequest);
        await RecordAsync(new AuditBatch([]), HttpStatusCode.BadRequest);
        using var client = app.AdminOf(tenant);

        Assert.Equal(2, (await ReadAsync(client, "/audit?outcome=refused")).Count);
    }

    [Fact]
    public async Task What_another_module_changed_is_an_entry_of_the_tenant_in_whose_name_it_is_told_once()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var client = app.AdminOf(tenant);
        var told = new AuditRecorded(Entry(other) with { Operation = "chat.send", Outcome = "ok" });
        await app.Services.BroadcastAsync(tenant, told, user: "ada");
        await app.Services.BroadcastAsync(tenant, told, user: "ada");
        await app.Services.BroadcastAsync(tenant, told with { Entry = told.Entry with { Id = Guid.NewGuid(), Operation = "reports.create" } }, user: "ada");

        await Eventually.TrueAsync(async () => (await ReadAsync(client, "/audit?operation=reports.create")).Count == 1);
        Assert.Equal(tenant, Assert.Single(await ReadAsync(client, "/audit?operation=chat.send")).Text("tenant_id"));
        using var theirs = app.AdminOf(other);
        Assert.Empty(await ReadAsync(theirs, "/audit?operation=chat.send"));
    }

    [Fact]
    public async Task Neither_login_of_the_service_can_change_an_entry_and_a_tenants_user_sees_none()
    {
        var tenant = await app.CreateTenantAsync();
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""
            select r.rolname::text, p.privilege from pg_roles r, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p(privilege)
            where r.rolname in (current_database() || '_app', current_database() || '_platform') and has_table_privilege(r.rolname, 'audit_entries', p.privilege)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var rights = new List<string>();
        while (await reader.ReadAsync())
        {
            rights.Add($"{(reader.GetString(0).EndsWith("_app", StringComparison.Ordinal) ? "app" : "platform")} {reader.GetString(1)}");
        }

        Assert.Equal(["app insert", "app select", "platform delete", "platform insert", "platform select"], rights.Order(StringComparer.Ordinal));
        Assert.NotEmpty(tenant);
    }

    private static AuditEntry Entry(string tenant) => new(
        Guid.NewGuid(), tenant, "users.list", null, "PERMISSION_DENIED", "user", "ada", "k", "192.0.2.1", null, new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));

    private async Task RecordAsync(AuditBatch batch, HttpStatusCode expected)
    {
        using var client = app.Gateway;
        using var response = await client.PostAsJsonAsync("/internal/audit", batch, Platform.Core.Wire.Json.Wire);
        Assert.True(response.StatusCode == expected, await response.Content.ReadAsStringAsync());
    }

    private static async Task<List<JsonElement>> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return [.. (await response.JsonAsync()).GetProperty("items").EnumerateArray()];
    }
}
