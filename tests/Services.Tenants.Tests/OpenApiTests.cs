using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class OpenApiTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task The_document_names_every_route_with_its_summary_and_answers()
    {
        using var client = app.CreateClient();
        var document = await ApiDocument.ReadAsync(client);
        var operations = document.Operations().ToList();

        Assert.Equal(
        [
            "delete /ops/dead-letters/{topic}", "delete /ops/dead-letters/{topic}/{entry_id}", "delete /policies/{name}", "delete /tenants/{id}", "delete /tenants/{id}/keys/{key_id}", "delete /tenants/{id}/models/{name}", "delete /tenants/{id}/policies/{name}",
            "delete /tenants/{id}/quota-rules/{name}", "delete /users/{user_id}/models/{name}", "get /audit", "get /decisions", "get /internal/changes", "get /internal/policies",
            "get /internal/rights/attributes", "get /internal/rights/changes", "get /internal/rights/models", "get /internal/rights/policies", "get /internal/tenants/{tenant_id}",
            "get /internal/tenants/{tenant_id}/attributes", "get /internal/tenants/{tenant_id}/keys/{key_id}", "get /internal/tenants/{tenant_id}/policies",
            "get /internal/tenants/{tenant_id}/users/{user_id}", "get /limits/requests", "get /limits/requests/{request_id}", "get /ops/dead-letters", "get /ops/dead-letters/{topic}", "get /ops/dead-letters/{topic}/{entry_id}", "get /policies", "get /policies/{name}", "get /tenants",
            "get /tenants/current", "get /tenants/{id}", "get /tenants/{id}/attributes", "get /tenants/{id}/audit", "get /tenants/{id}/decisions", "get /tenants/{id}/keys",
            "get /tenants/{id}/models", "get /tenants/{id}/models/{name}", "get /tenants/{id}/policies", "get /tenants/{id}/policies/{name}", "get /tenants/{id}/quota-rules",
            "get /tenants/{id}/quota-rules/{name}", "get /tenants/{id}/quotas", "get /users", "get /users/{user_id}", "get /users/{user_id}/attributes", "get /users/{user_id}/models",
            "get /users/{user_id}/models/{name}", "get /users/{user_id}/quotas", "patch /users/{user_id}/watchlist", "post /internal/audit", "post /internal/audit/changes", "post /internal/credentials/resolve",
            "post /internal/keys/used", "post /internal/tenants/states", "post /internal/tenants/{tenant_id}/users/{user_id}/tokens/end", "post /limits/requests",
            "post /limits/requests/{request_id}", "post /ops/dead-letters/{topic}/replay", "post /ops/dead-letters/{topic}/{entry_id}/replay", "post /policies", "post /policies/explain", "post /policies/simulate", "post /tenants", "post /tenants/{id}/activate", "post /tenants/{id}/keys",
            "post /tenants/{id}/keys/{key_id}/rotate", "post /tenants/{id}/policies", "post /tenants/{id}/policies/explain", "post /tenants/{id}/policies/simulate", "post /tenants/{id}/quota-rules",
            "post /tenants/{id}/suspend", "post /users", "put /policies/{name}", "put /tenants/{id}/attributes", "put /tenants/{id}/models/{name}", "put /tenants/{id}/policies/{name}",
            "put /tenants/{id}/quota-rules/{name}", "put /tenants/{id}/quotas", "put /tenants/{id}/tier", "put /users/{user_id}/attributes", "put /users/{user_id}/models/{name}",
            "put /users/{user_id}/preferences", "put /users/{user_id}/quotas", "put /users/{user_id}/watchlist",
        ], operations.Select(operation => operation.Name).Order(StringComparer.Ordinal));
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Operation.Text("summary"));
            Assert.NotEmpty(operation.Operation.Text("operationId"));
            Assert.Contains(operation.Operation.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('2'));
            Assert.Contains(operation.Operation.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('4'));
        });
        Assert.Empty(ApiDocument.Faults(document));
    }

    [Fact]
    public async Task Initial_data_may_hold_more_than_the_document_names_and_nothing_else_may()
    {
        using var client = app.CreateClient();
        var document = await ApiDocument.ReadAsync(client);

        // As the service does: see the tests of CreateUser, and of bodies with a field too many.
        Assert.False(document.Schema("InitialData").TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False);
        Assert.All(["CreateTenantRequest", "CreateUserRequest", "IssueKeyRequest", "UpdateWatchlistRequest", "EditWatchlistRequest", "EditedLists", "UpdatePreferencesRequest", "InitialWatchlist", "InitialPreferences"],
            name => Assert.Equal(JsonValueKind.False, document.Schema(name).GetProperty("additionalProperties").ValueKind));
    }

    [Fact]
    public async Task What_the_document_requires_is_refused_when_it_is_missing_or_null()
    {
        using var client = app.Operator;
        var schema = (await ApiDocument.ReadAsync(client)).Schema("CreateTenantRequest");

        Assert.Equal(["name", "tenant_id", "tier"], schema.Required());
        foreach (var name in schema.Required())
        {
            var body = new Dictionary<string, string?> { ["tenant_id"] = TestContexts.NewTenantId(), ["name"] = "Acme", ["tier"] = "free" };
            body[name] = null;
            Assert.Equal("string", schema.GetProperty("properties").GetProperty(name).GetProperty("type").GetString());
            using var isNull = await client.PostAsJsonAsync("/tenants", body);
            Assert.Equal(HttpStatusCode.BadRequest, isNull.StatusCode);
            body.Remove(name);
            using var isMissing = await client.PostAsJsonAsync("/tenants", body);
            Assert.Equal(HttpStatusCode.BadRequest, isMissing.StatusCode);
        }
    }

    [Theory]
    [InlineData("report_frequency")]
    [InlineData("report_format")]
    [InlineData("notification_channels")]
    public async Task The_values_of_a_preference_are_those_that_are_accepted(string name)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        var permitted = (await ApiDocument.ReadAsync(client)).Schema("UpdatePreferencesRequest").Permitted(name);

        Assert.NotEmpty(permitted);
        foreach (var value in permitted.Append("another"))
        {
            object body = name == "notification_channels" ? new Dictionary<string, string[]> { [name] = [value] } : new Dictionary<string, string> { [name] = value };
            using var response = await client.PutAsJsonAsync("/users/ada/preferences", body);
            Assert.Equal((value, value == "another" ? HttpStatusCode.BadRequest : HttpStatusCode.OK), (value, response.StatusCode));
            if (!response.IsSuccessStatusCode)
            {
                // Nothing beyond what the document says is named as acceptable either.
                Assert.EndsWith(": " + string.Join(", ", permitted), (await response.JsonAsync()).GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Tiers_and_roles_are_those_that_are_accepted()
    {
        using var client = app.Operator;
        var document = await ApiDocument.ReadAsync(client);

        Assert.Equal(Contracts.Values.TenantTier.Names, document.Schema("CreateTenantRequest").Permitted("tier"));
        using var response = await client.PostAsJsonAsync($"/tenants/{await app.CreateTenantAsync()}/keys", new { role = "another" });
        Assert.EndsWith(": " + string.Join(", ", document.Schema("IssueKeyRequest").Permitted("role")),
            (await response.JsonAsync()).GetProperty("errors").GetProperty("role")[0].GetString(), StringComparison.Ordinal);
    }
}
