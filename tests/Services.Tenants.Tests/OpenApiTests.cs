namespace Nanobot.Services.Tenants.Tests;

public sealed class OpenApiTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task The_document_names_every_route_with_its_summary_and_answers()
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/openapi.json");
        var document = await response.JsonAsync();
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: $"{operation.Name} {path.Name}", operation.Value)))
            .ToList();

        Assert.Equal(
        [
            "delete /tenants/{id}/keys/{key_id}", "get /internal/tenants/{tenant_id}", "get /tenants", "get /tenants/current",
            "get /tenants/{id}", "get /tenants/{id}/keys", "get /users", "get /users/{user_id}", "post /internal/credentials/resolve",
            "post /tenants", "post /tenants/{id}/keys", "post /users", "put /users/{user_id}/preferences", "put /users/{user_id}/watchlist",
        ], operations.Select(operation => operation.Path).Order(StringComparer.Ordinal));
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.Text("summary"));
            Assert.NotEmpty(operation.Value.Text("operationId"));
            Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('2'));
            Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('4'));
        });
        Assert.Contains("initial_data", document.GetProperty("components").GetRawText(), StringComparison.Ordinal);
    }
}
