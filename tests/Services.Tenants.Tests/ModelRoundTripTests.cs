using Nanobot.Contracts.Operations;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Whatever is put of a model comes back, but for what its server is told.</summary>
public sealed class ModelRoundTripTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    /// <summary>The operations that have their trips here.</summary>
    internal static IReadOnlyList<Operation> Tried => [Operations.Tenants.PutTenantModel, Operations.Tenants.PutUserModel];

    [Fact]
    public async Task What_a_tenants_model_is_put_with_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.AdminOf(tenant);
        await RunAsync(client, Operations.Tenants.PutTenantModel, $"/tenants/{tenant}/models/ours");
    }

    [Fact]
    public async Task What_a_users_model_is_put_with_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await RunAsync(client, Operations.Tenants.PutUserModel, "/users/ada/models/mine");
    }

    private static async Task RunAsync(HttpClient client, Operation operation, string path) => await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client),
        new WriteTrip(operation, static () => """{"address":"https://models.example/v1","model":"m","input_price":1,"cached_input_price":1,"output_price":2}""")
        {
            Target = () => Task.FromResult(path),
            Alone = _ => [path],
            ShownAs = static place => place == "key" || place.StartsWith("headers", StringComparison.Ordinal) ? null : place,
        });
}
