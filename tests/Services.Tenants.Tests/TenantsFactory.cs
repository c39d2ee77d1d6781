using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>The tenants service in process, with the few steps that most tests begin with.</summary>
public sealed class TenantsFactory : ServiceFactory<Program>
{
    public const string OperatorKey = "an operator's key of the tests / ß";

    public TenantsFactory()
        : this("Bootstrap:OperatorKey", OperatorKey)
    {
    }

    internal TenantsFactory(string key, string value)
        : base("tenantsdb", new KeyValuePair<string, string?>("Bootstrap:OperatorKey", OperatorKey), new KeyValuePair<string, string?>(key, value))
    {
    }

    public HttpClient Operator => ClientFor(TestContexts.Operator);

    public HttpClient Gateway => ClientFor(TestContexts.Gateway);

    public HttpClient AdminOf(string tenantId) => ClientFor(TestContexts.Admin(tenantId));

    public HttpClient UserOf(string tenantId, string userId) => ClientFor(TestContexts.User(userId, tenantId));

    /// <summary>Creates a tenant of its own for a test and returns its id.</summary>
    public async Task<string> CreateTenantAsync(string timeZone = "Europe/Berlin")
    {
        var id = TestContexts.NewTenantId();
        using var client = Operator;
        using var response = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "basic", time_zone = timeZone });
        response.EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>Creates a user and returns its representation.</summary>
    public async Task<JsonElement> CreateUserAsync(string tenantId, string userId, object? initialData = null)
    {
        using var client = AdminOf(tenantId);
        using var response = await client.PostAsJsonAsync("/users", new { user_id = userId, initial_data = initialData });
        response.EnsureSuccessStatusCode();
        return await response.JsonAsync();
    }

    /// <summary>The envelopes that the tenant's outbox holds for <paramref name="topic"/>, and in whose name beside, oldest first.</summary>
    public async Task<List<JsonElement>> EventsAsync(string tenantId, string topic)
    {
        await using var source = NpgsqlDataSource.Create(DatabaseOwner);
        await using var command = source.CreateCommand("""
            select (envelope::jsonb || jsonb_build_object('user_id', user_id, 'role', role, 'plan', plan, 'epoch', epoch))::text
            from nanobot.outbox where tenant_id = $1 and topic = $2 order by id
            """);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(topic);
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<JsonElement>();
        while (await reader.ReadAsync())
        {
            events.Add(JsonSerializer.Deserialize<JsonElement>(reader.GetString(0)));
        }

        return events;
    }

    /// <summary>The tenant's context as the service itself would work in it.</summary>
    public static TenantContext Context(string tenantId, string? userId, string role) => TestContexts.Of(tenantId, userId, role, "basic", 1);
}
