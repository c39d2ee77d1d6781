using System.Security.Cryptography;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Amounts, requests and rules: what is accepted comes back, the rest is refused by name.</summary>
public sealed class QuotaRoundTripTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    /// <summary>The operations whose trips are made here.</summary>
    public static IEnumerable<Operation> Tried { get; } =
    [
        Operations.Tenants.PutTenantQuotas, Operations.Tenants.PutUserQuotas, Operations.Tenants.RequestRaise, Operations.Tenants.DecideRaiseRequest,
        Operations.Tenants.CreateQuotaRule, Operations.Tenants.PutQuotaRule, Operations.Tenants.PutTenantAttributes, Operations.Tenants.PutUserAttributes,
    ];

    [Fact]
    public async Task What_amounts_a_tenant_is_given_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        await RunAsync(client, new(Operations.Tenants.PutTenantQuotas, static () => """{"quotas":{}}""")
        {
            Target = () => Task.FromResult($"/tenants/{tenant}/quotas"),
            Alone = _ => [$"/tenants/{tenant}/quotas"],
        });
    }

    [Fact]
    public async Task What_amounts_a_user_is_given_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.AdminOf(tenant);
        await RunAsync(client, new(Operations.Tenants.PutUserQuotas, static () => """{"quotas":{}}""")
        {
            Target = static () => Task.FromResult("/users/ada/quotas"),
            Alone = static _ => ["/users/ada/quotas"],
        });
    }

    [Fact]
    public async Task What_attributes_a_tenant_is_given_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        await RunAsync(client, new(Operations.Tenants.PutTenantAttributes, static () => """{"attributes":{}}""")
        {
            Target = () => Task.FromResult($"/tenants/{tenant}/attributes"),
            Alone = _ => [$"/tenants/{tenant}/attributes"],
        });
    }

    [Fact]
    public async Task What_attributes_a_user_is_given_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.AdminOf(tenant);
        await RunAsync(client, new(Operations.Tenants.PutUserAttributes, static () => """{"attributes":{}}""")
        {
            Target = static () => Task.FromResult("/users/ada/attributes"),
            Alone = static _ => ["/users/ada/attributes"],
        });
    }

    // So that whatever is asked for is more.
    private static string NextToNothing => string.Join(';', QuotaType.All.Select(static quota => $"{quota.Value}=0"));

    [Fact]
    public async Task What_is_asked_for_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        await RunAsync(client, new(Operations.Tenants.RequestRaise, static () => """{"quota":"agents","amount":2,"reason":"x","for_seconds":60}""")
        {
            // So that there is always room for another.
            Target = async () =>
            {
                await OwnersHand.ExecuteAsync(app.DatabaseOwner, "delete from limit_requests where tenant_id = $1", tenant);
                await OwnersHand.ExecuteAsync(app.DatabaseOwner, $"update users set own_quotas = '{NextToNothing}', raised_quotas = null where tenant_id = $1", tenant);
                return "/limits/requests";
            },
            Alone = static request => [$"/limits/requests/{request.Text("request_id")}"],
        });
    }

    [Fact]
    public async Task What_is_decided_is_taken_or_refused()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var ada = app.UserOf(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        await RunAsync(admin, new(Operations.Tenants.DecideRaiseRequest, static () => """{"decision":"approve"}""")
        {
            Target = async () =>
            {
                await OwnersHand.ExecuteAsync(app.DatabaseOwner, "delete from limit_requests where tenant_id = $1", tenant);
                await OwnersHand.ExecuteAsync(app.DatabaseOwner, $"update users set own_quotas = '{NextToNothing}', raised_quotas = null where tenant_id = $1", tenant);
                using var asked = await ada.PostAsync("/limits/requests", Http.Body("""{"quota":"agents","amount":2,"reason":"x","for_seconds":60}"""));
                return $"/limits/requests/{(await asked.JsonAsync()).Text("request_id")}";
            },
            ShownAs = static place => place is "amount" ? "granted_amount" : null,
        });
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("factor")]
    public async Task What_a_rule_says_comes_back(string member)
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        await RunAsync(client, new(Operations.Tenants.CreateQuotaRule, () => $$$$"""{"name":"r{{{{RandomNumberGenerator.GetHexString(8)}}}}","quota":"agents","{{{{member}}}}":2,"when":{"schedule":{"after":"08:00"}}}""")
        {
            Target = async () =>
            {
                await OwnersHand.ExecuteAsync(app.DatabaseOwner, "delete from quota_rules where tenant_id = $1", tenant);
                return $"/tenants/{tenant}/quota-rules";
            },
            Alone = rule => [$"/tenants/{tenant}/quota-rules/{rule.Text("name")}"],
        });
    }

    [Fact]
    public async Task What_a_rule_is_changed_to_comes_back()
    {
        var tenant = await app.CreateTenantAsync();
        using var client = app.Operator;
        await RunAsync(client, new(Operations.Tenants.PutQuotaRule, static () => """{"quota":"agents","amount":2,"when":{"schedule":{"after":"08:00"}}}""")
        {
            Target = () => Task.FromResult($"/tenants/{tenant}/quota-rules/one"),
            Alone = _ => [$"/tenants/{tenant}/quota-rules/one"],
        });
    }

    private static async Task RunAsync(HttpClient client, WriteTrip trip) =>
        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), trip);
}
