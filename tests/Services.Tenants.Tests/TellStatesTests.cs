using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>The migration that tells the others of tenants that were there before they listened.</summary>
public sealed class TellStatesTests
{
    [Theory]
    [InlineData("active", "tenant.activated.v1")]
    [InlineData("trial", "tenant.activated.v1")]
    [InlineData("suspended", "tenant.suspended.v1")]
    [InlineData("expired", "tenant.suspended.v1")]
    public async Task A_tenant_of_before_is_told_once_as_it_stands_in_its_own_name(string status, string topic)
    {
        await using var own = new TenantsFactory();
        var tenant = await own.CreateTenantAsync();
        await ExecuteAsync(own.DatabaseOwner, "update tenants set status = $1, epoch = 4, tier = 'enterprise'", status);

        await MigrateAgainAsync(own.DatabaseOwner);

        var told = Assert.Single(await own.EventsAsync(tenant, topic));
        Assert.Equal((tenant, "tenants", topic), (told.Text("tenantid"), told.Text("source"), told.Text("type")));
        Assert.Equal((tenant, 4), (told.GetProperty("data").Text("tenant_id"), told.GetProperty("data").GetProperty("epoch").GetInt64()));
        Assert.Equal(TestContexts.Of(tenant, null, TenantRole.TenantAdmin, "enterprise", 4), await LeavesAsync(own, topic));
    }

    [Fact]
    public async Task Nothing_is_told_where_there_is_no_tenant_and_the_tables_stay_protected()
    {
        const string Protected = "select count(*) from pg_class where relname in ('tenants', 'outbox') and relrowsecurity and relforcerowsecurity";
        await using var app = new TenantsFactory();
        using var client = app.Operator;

        Assert.Equal(2L, await ExecuteAsync(app.DatabaseOwner, Protected));
        Assert.Equal(0L, await ExecuteAsync(app.DatabaseOwner, "select count(*) from nanobot.outbox"));
    }

    // As the relay hands it to the broker: whoever takes it up verifies this.
    private static async Task<TenantContext?> LeavesAsync(TenantsFactory own, string topic)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(own.Redis);
        var entry = Assert.Single(await Eventually.GetAsync(() => redis.GetDatabase().StreamRangeAsync(topic), entries => entries.Length > 0));
        var envelope = JsonSerializer.Deserialize<JsonElement>((string)entry["data"]!);
        return TestContexts.Codec().Verify(envelope.Text("tenantcontext"), ContextAudience.Event);
    }

    private static async Task MigrateAgainAsync(string owner)
    {
        await using var script = typeof(Program).Assembly.GetManifestResourceStream("migrations/0003_tell_states.sql")!;
        using var reader = new StreamReader(script);
        await ExecuteAsync(owner, await reader.ReadToEndAsync());
    }

    private static async Task<object?> ExecuteAsync(string owner, string sql, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        return await command.ExecuteScalarAsync();
    }
}
