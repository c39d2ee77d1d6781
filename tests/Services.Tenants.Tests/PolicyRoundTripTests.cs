using System.Security.Cryptography;
using Nanobot.Contracts.Operations;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>What policies are written with, they are read with.</summary>
public sealed class PolicyRoundTripTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    /// <summary>A trip of each operation on policies that takes a body.</summary>
    internal static IReadOnlyList<Operation> Tried =>
    [
        Operations.Tenants.CreateTenantPolicy, Operations.Tenants.PutTenantPolicy, Operations.Tenants.ExplainTenantPolicies, Operations.Tenants.SimulateTenantPolicies,
        Operations.Tenants.CreatePolicy, Operations.Tenants.PutPolicy, Operations.Tenants.ExplainPolicies, Operations.Tenants.SimulatePolicies,
    ];

    [Fact]
    public async Task What_a_tenants_policy_is_created_with_comes_back()
    {
        var path = $"/tenants/{await app.CreateTenantAsync()}/policies";
        using var client = app.Operator;
        await RunAsync(client, new WriteTrip(Operations.Tenants.CreateTenantPolicy, static () => PolicyHttp.Json($"p-{RandomNumberGenerator.GetHexString(12)}"))
        {
            Target = () => Task.FromResult(path),
            Alone = policy => [$"{path}/{policy.Text("name")}"],
            List = path,
            Identity = "name",
        });
    }

    [Fact]
    public async Task What_a_tenants_policy_is_replaced_with_comes_back()
    {
        var path = $"/tenants/{await app.CreateTenantAsync()}/policies/heron";
        using var client = app.Operator;
        await RunAsync(client, Put(Operations.Tenants.PutTenantPolicy, path));
    }

    [Fact]
    public async Task What_the_installations_policies_are_written_with_comes_back()
    {
        using var client = app.Operator;
        await RunAsync(client, Put(Operations.Tenants.PutPolicy, "/policies/heron"));
        await RunAsync(client, new WriteTrip(Operations.Tenants.CreatePolicy, static () => PolicyHttp.Json($"p-{RandomNumberGenerator.GetHexString(12)}"))
        {
            Alone = static policy => [$"/policies/{policy.Text("name")}"],
            List = "/policies",
            Identity = "name",
        });
    }

    [Fact]
    public async Task Any_question_and_any_simulation_is_answered_or_refused()
    {
        var path = $"/tenants/{await app.CreateTenantAsync()}/policies";
        using var client = app.Operator;
        foreach (var (operation, target) in new[]
        {
            (Operations.Tenants.ExplainTenantPolicies, $"{path}/explain"), (Operations.Tenants.ExplainPolicies, "/policies/explain"),
            (Operations.Tenants.SimulateTenantPolicies, $"{path}/simulate"), (Operations.Tenants.SimulatePolicies, "/policies/simulate"),
        })
        {
            await RunAsync(client, new WriteTrip(operation, () => target.EndsWith("explain", StringComparison.Ordinal) ? """{"resource":"tool:x"}""" : """{"policies":[],"requests":[{"resource":"tool:x"}]}""")
            {
                Target = () => Task.FromResult(target),
                ShownAs = static _ => null,
            });
        }
    }

    private static WriteTrip Put(Operation operation, string path) => new(operation, static () => PolicyHttp.Json("heron"))
    {
        Target = () => Task.FromResult(path),
        Alone = _ => [path],
    };

    private static async Task RunAsync(HttpClient client, WriteTrip trip) => await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), trip);
}
