using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

public sealed class IsolationTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "/watchlist")]
    [InlineData("PATCH", "/watchlist")]
    [InlineData("PUT", "/preferences")]
    public async Task A_foreign_user_is_answered_like_a_missing_one(string method, string path)
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(mine, "ada");
        await app.CreateUserAsync(mine, "bob");
        await app.CreateUserAsync(other, "eve");
        var answers = new List<string>();
        foreach (var (client, id) in new[]
        {
            (app.UserOf(mine, "ada"), "nobody"), (app.UserOf(mine, "ada"), "bob"), (app.UserOf(mine, "ada"), "eve"),
            (app.UserOf(mine, "nobody"), "nobody"), (app.AdminOf(mine), "eve"), (app.AdminOf(mine), "nobody"), (app.AdminOf(mine), "no%20id"),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/users/{id}{path}") { Content = method is not "GET" ? Http.Body("{}") : null };
            using var response = await client.SendAsync(request);
            var problem = await response.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
            answers.Add(string.Join(' ', problem.EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString())));
        }

        Assert.True(answers.Distinct().Count() == 1, string.Join("\n", answers));
    }

    [Fact]
    public async Task An_administrator_lists_its_own_tenants_users_only_page_by_page()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        foreach (var (tenant, user) in new[] { (mine, "ada"), (mine, "bob"), (mine, "cyd"), (other, "eve") })
        {
            await app.CreateUserAsync(tenant, user);
        }

        using var client = app.AdminOf(mine);
        using var first = await client.GetAsync("/users?limit=2");
        var page = await first.JsonAsync();
        using var second = await client.GetAsync($"/users?limit=2&cursor={page.Text("next_cursor")}");
        var rest = await second.JsonAsync();
        Assert.Equal(["ada", "bob"], page.GetProperty("items").EnumerateArray().Select(user => user.Text("user_id")));
        Assert.Equal(["cyd"], rest.GetProperty("items").EnumerateArray().Select(user => user.Text("user_id")));
        Assert.Null(rest.GetProperty("next_cursor").GetString());
    }

    [Theory]
    [InlineData("POST", "/tenants", TenantRole.Operator)]
    [InlineData("GET", "/tenants", TenantRole.Operator)]
    [InlineData("GET", "/tenants/acme", TenantRole.Operator)]
    [InlineData("POST", "/tenants/acme/keys", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("GET", "/tenants/acme/keys", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("DELETE", "/tenants/acme/keys/0123456789abcdef", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("POST", "/tenants/acme/keys/0123456789abcdef/rotate", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("GET", "/tenants/acme/policies", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("GET", "/policies", TenantRole.Operator)]
    [InlineData("GET", "/tenants/acme/quotas", TenantRole.Operator, TenantRole.TenantAdmin)]
    [InlineData("PUT", "/tenants/acme/quotas", TenantRole.Operator)]
    [InlineData("GET", "/users/ada/quotas", TenantRole.TenantAdmin)]
    [InlineData("PUT", "/users/ada/quotas", TenantRole.TenantAdmin)]
    [InlineData("POST", "/limits/requests", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("GET", "/limits/requests", TenantRole.User, TenantRole.TenantAdmin, TenantRole.Operator)]
    [InlineData("GET", "/limits/requests/0199c2a6-0000-7000-8000-000000000000", TenantRole.User, TenantRole.TenantAdmin, TenantRole.Operator)]
    [InlineData("POST", "/limits/requests/0199c2a6-0000-7000-8000-000000000000", TenantRole.TenantAdmin, TenantRole.Operator)]
    [InlineData("GET", "/internal/tenants/acme/policies", TenantRole.Gateway)]
    [InlineData("POST", "/users", TenantRole.TenantAdmin)]
    [InlineData("GET", "/users", TenantRole.TenantAdmin)]
    [InlineData("GET", "/users/ada", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("PUT", "/users/ada/watchlist", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("PATCH", "/users/ada/watchlist", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("PUT", "/users/ada/preferences", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("GET", "/tenants/current", TenantRole.User, TenantRole.TenantAdmin)]
    [InlineData("POST", "/internal/credentials/resolve", TenantRole.Gateway)]
    [InlineData("GET", "/internal/tenants/acme", TenantRole.Gateway)]
    [InlineData("POST", "/internal/tenants/states", TenantRole.Module)]
    [InlineData("POST", "/internal/audit/changes", TenantRole.Module)]
    [InlineData("GET", "/internal/tenants/acme/users/ada", TenantRole.Gateway)]
    [InlineData("GET", "/internal/tenants/acme/keys/0123456789abcdef", TenantRole.Gateway)]
    [InlineData("POST", "/internal/tenants/acme/users/ada/tokens/end", TenantRole.Gateway)]
    public async Task Every_route_is_closed_to_all_roles_but_its_own(string method, string path, params string[] open)
    {
        foreach (var context in new[] { TestContexts.Operator, TestContexts.Gateway, TestContexts.Module, TestContexts.Admin(), TestContexts.User() })
        {
            using var client = app.ClientFor(context);
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method is "GET" or "DELETE" ? null : Http.Body("{}") };
            using var response = await client.SendAsync(request);
            if (open.Contains(context.Role))
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
            }
            else
            {
                await response.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
            }
        }

        using var anonymous = app.CreateClient();
        anonymous.DefaultRequestHeaders.Add("X-Tenant-ID", "acme");
        using var bare = new HttpRequestMessage(new HttpMethod(method), path);
        using var refused = await anonymous.SendAsync(bare);
        await refused.AssertRefusedAsync(HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
    }

    [Fact]
    public async Task The_database_shows_a_user_its_own_row_and_an_administrator_its_tenants_rows()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        foreach (var (tenant, user) in new[] { (mine, "ada"), (mine, "bob"), (other, "ada") })
        {
            await app.CreateUserAsync(tenant, user);
        }

        Assert.Equal([$"{mine} ada"], await VisibleAsync(TenantsFactory.Context(mine, "ada", TenantRole.User)));
        Assert.Equal([$"{mine} ada", $"{mine} bob"], await VisibleAsync(TenantsFactory.Context(mine, null, TenantRole.TenantAdmin)));
        Assert.Empty(await VisibleAsync(TenantsFactory.Context(mine, "eve", TenantRole.User)));
        Assert.Empty(await VisibleAsync(TenantsFactory.Context(mine, null, TenantRole.User)));
        Assert.Empty(await VisibleAsync(TenantsFactory.Context("", "ada", TenantRole.User)));
    }

    [Fact]
    public async Task The_database_lets_nobody_write_a_row_of_somebody_else()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(mine, "ada");
        await app.CreateUserAsync(mine, "bob");
        await app.CreateUserAsync(other, "eve");
        var db = app.Services.GetRequiredService<TenantDb>();
        var ada = TenantsFactory.Context(mine, "ada", TenantRole.User);
        var admin = TenantsFactory.Context(mine, null, TenantRole.TenantAdmin);

        Assert.Equal(1, await db.ExecuteAsync(ada, new Sql("update users set revision = revision"), default));
        Assert.Equal(2, await db.ExecuteAsync(admin, new Sql("update users set revision = revision"), default));
        foreach (var (context, sql) in new[]
        {
            (ada, new Sql("update users set user_id = 'cyd'")),
            (admin, new Sql("update users set tenant_id = $1 where user_id = 'bob'", other)),
            (ada, new Sql("insert into users select tenant_id, 'cyd', watchlist, preferences, custom_data, creation_digest, 1, created_at, updated_at from users")),
            (ada, new Sql("delete from users")),
            (admin, new Sql("update tenants set tier = 'enterprise'")),
            (admin, new Sql("select key_hash from api_keys")),
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(context, sql, default));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_platform_sees_who_exists_and_nothing_of_what_users_configured()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        var db = app.Services.GetRequiredService<PlatformDb>();
        var scope = new PlatformScope("a test");

        Assert.Equal("ada", await db.QuerySingleAsync(scope, new Sql("select user_id from users where tenant_id = $1", tenant), row => row.GetString(0), default));
        foreach (var sql in new[] { "select watchlist::text from users", "select * from users", "update users set user_id = user_id", "delete from users" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(scope, new Sql(sql), default));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_database_forces_row_security_on_every_table_of_this_module()
    {
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("select relname, relrowsecurity and relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'");
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new Dictionary<string, bool>();
        while (await reader.ReadAsync())
        {
            tables[reader.GetString(0)] = reader.GetBoolean(1);
        }

        Assert.Equal(["api_keys", "audit_entries", "audit_numbers", "limit_requests", "models", "policies", "policy_sets", "quota_rules", "tenant_changes", "tenants", "users"], tables.Keys.Order());
        Assert.All(tables, table => Assert.True(table.Value, table.Key));
    }

    private async Task<List<string>> VisibleAsync(TenantContext context) =>
        await app.Services.GetRequiredService<TenantDb>().QueryAsync(context,
            new Sql("select tenant_id || ' ' || user_id from users order by user_id"), row => row.GetString(0), default);
}
