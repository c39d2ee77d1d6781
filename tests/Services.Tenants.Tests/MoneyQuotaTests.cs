using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Money, and what one run may come to, as amounts of tenants, users and keys.</summary>
public sealed class MoneyQuotaTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Money_is_put_and_shown_in_the_currency_and_carried_in_millionths()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var operators = app.Operator;
        using var admin = app.AdminOf(tenant);

        var put = await PutAsync(operators, $"/tenants/{tenant}/quotas", """{"quotas":{"money_per_day":12.5,"money_per_run":0.000001,"tool_calls_per_run":40,"tokens_per_run":9000}}""");
        var user = await PutAsync(admin, "/users/ada/quotas", """{"quotas":{"money_per_day":2.25,"tool_calls_per_run":50}}""");
        using var issued = await operators.PostAsync($"/tenants/{tenant}/keys", Http.Body("""{"role":"user","user_id":"ada","quotas":{"money_per_day":1}}"""));
        var key = await issued.JsonAsync();

        Assert.Equal(("12.5", "0.000001", "40", "9000"), Texts(put.GetProperty("quotas")));
        Assert.Equal(("12.5", "0.000001", "40", "9000"), Texts(put.GetProperty("effective")));
        Assert.Equal(("null", "null", "null", "null"), Texts(put.GetProperty("plan")));
        Assert.Equal(("2.25", "0.000001", "40", "9000"), Texts(user.GetProperty("effective")));
        Assert.Equal(("1", "0.000001", "40", "9000"), Texts(key.GetProperty("effective")));
        using var resolved = await app.ResolveAsync(key.Text("key"));
        var credential = await resolved.JsonAsync();
        Assert.Equal(("money_per_day=12500000;tokens_per_run=9000;money_per_run=1;tool_calls_per_run=40", "money_per_day=2250000;tool_calls_per_run=50", "money_per_day=1000000"),
            (credential.GetProperty("tenant").Text("quotas"), credential.Text("user_quotas"), credential.Text("key_quotas")));
    }

    [Theory]
    [InlineData("""{"quotas":{"money_per_day":-0.5,"money_per_run":0.0000001,"tokens_per_run":1.5,"tool_calls_per_run":-1}}""", "quotas.money_per_day", "quotas.money_per_run", "quotas.tokens_per_run", "quotas.tool_calls_per_run")]
    [InlineData("""{"quotas":{"money_per_day":1000000.000001,"money_per_run":1e30,"tool_calls_per_run":1000000000001}}""", "quotas.money_per_day", "quotas.money_per_run", "quotas.tool_calls_per_run")]
    [InlineData("""{"quotas":{"money_per_day":"12.5","money_per_run":true}}""", "quotas.money_per_day", "quotas.money_per_run")]
    public async Task Money_that_is_none_is_refused_by_its_path_and_changes_nothing(string body, params string[] fields)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        foreach (var (client, path) in new[] { (app.Operator, $"/tenants/{tenant}/quotas"), (app.AdminOf(tenant), "/users/ada/quotas") })
        {
            using var response = await client.PutAsync(path, Http.Body(body));
            await response.AssertInvalidAsync(fields);
        }

        Assert.Empty(await app.EventsAsync(tenant, "tenant.config_updated.v1"));
    }

    [Fact]
    public async Task A_raise_of_money_is_asked_for_and_granted_in_the_currency_and_none_where_nothing_limits()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        using var ada = app.UserOf(tenant, "ada");
        using var nothing = await ada.PostAsync("/limits/requests", Raise("money_per_day", "3"));
        await nothing.AssertInvalidAsync("quota");
        await PutAsync(admin, "/users/ada/quotas", """{"quotas":{"money_per_day":1.5}}""");
        using var tooFine = await ada.PostAsync("/limits/requests", Raise("money_per_day", "2.0000001"));
        await tooFine.AssertInvalidAsync("amount");
        using var noWhole = await ada.PostAsync("/limits/requests", Raise("sessions", "60.5"));
        await noWhole.AssertInvalidAsync("amount");
        using var noMore = await ada.PostAsync("/limits/requests", Raise("money_per_day", "1.5"));
        await noMore.AssertInvalidAsync("amount");

        using var asked = await ada.PostAsync("/limits/requests", Raise("money_per_day", "4.25"));
        var request = await asked.JsonAsync();
        var path = $"/limits/requests/{request.Text("request_id")}";
        using var tooFineAgain = await admin.PostAsync(path, Http.Body("""{"decision":"approve","amount":3.0000001}"""));
        await tooFineAgain.AssertInvalidAsync("amount");
        using var decided = await admin.PostAsync(path, Http.Body("""{"decision":"approve","amount":3.75}"""));

        Assert.Equal(("4.25", "3.75"), (request.GetProperty("amount").GetRawText(), (await decided.JsonAsync()).GetProperty("granted_amount").GetRawText()));
        var shown = await admin.GetFromJsonAsync<JsonElement>("/users/ada/quotas");
        Assert.Equal(("3.75", "3.75"), (shown.GetProperty("effective").GetProperty("money_per_day").GetRawText(), shown.GetProperty("raised")[0].GetProperty("amount").GetRawText()));
    }

    [Fact]
    public async Task An_administrator_grants_no_more_money_than_the_tenant_has()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var operators = app.Operator;
        using var admin = app.AdminOf(tenant);
        using var ada = app.UserOf(tenant, "ada");
        await PutAsync(operators, $"/tenants/{tenant}/quotas", """{"quotas":{"money_per_day":2.5}}""");
        using var ofTenant = await ada.PostAsync("/limits/requests", Raise("money_per_day", "4"));
        var problem = await ofTenant.AssertRefusedAsync(HttpStatusCode.Conflict, "LIMIT_IS_TENANTS");
        await PutAsync(admin, "/users/ada/quotas", """{"quotas":{"money_per_day":1}}""");
        using var asked = await ada.PostAsync("/limits/requests", Raise("money_per_day", "4"));

        using var granted = await admin.PostAsync($"/limits/requests/{(await asked.JsonAsync()).Text("request_id")}", Http.Body("""{"decision":"approve"}"""));

        Assert.Equal("2.5", problem.GetProperty("limit").GetRawText());
        await granted.AssertInvalidAsync("amount");
    }

    [Theory]
    [InlineData("\"amount\":2.5", null, "money_per_day=2500000", "2.5")]
    [InlineData("\"factor\":0.5", 3.000001, "money_per_day=1500000", "null")]
    [InlineData("\"factor\":0.5,\"maximum\":0.25", null, "money_per_day=250000", "null")]
    [InlineData("\"factor\":0.5", null, null, "null")]
    [InlineData("\"factor\":0", null, "money_per_day=0", "null")]
    public async Task A_rule_puts_money_in_force_and_a_factor_of_what_nothing_limits_is_nothing(string amount, double? own, string? inForce, string shown)
    {
        var tenant = await app.CreateTenantAsync();
        using var operators = app.Operator;
        if (own is not null)
        {
            await PutAsync(operators, $"/tenants/{tenant}/quotas", FormattableString.Invariant($"{{\"quotas\":{{\"money_per_day\":{own}}}}}"));
        }

        using var made = await operators.PostAsync($"/tenants/{tenant}/quota-rules", Http.Body("""{"name":"always","quota":"money_per_day",AMOUNT,"when":{"schedule":{"weekdays":[1,2,3,4,5,6,7]}}}""".Replace("AMOUNT", amount, StringComparison.Ordinal)));

        Assert.Equal(shown, (await made.JsonAsync()).GetProperty("amount").GetRawText());
        using var gateway = app.Gateway;
        Assert.Equal(inForce, (await gateway.GetFromJsonAsync<JsonElement>($"/internal/tenants/{tenant}")).GetProperty("quotas").GetString());
        using var wrong = await operators.PostAsync($"/tenants/{tenant}/quota-rules", Http.Body("""{"name":"wrong","quota":"tool_calls_per_run","amount":2.5,"minimum":0.5,"when":{"schedule":{"weekdays":[1]}}}"""));
        await wrong.AssertInvalidAsync("amount", "minimum");
    }

    [Fact]
    public async Task Beyond_what_the_installation_lets_anybody_have_nothing_is_in_force_and_no_raise_is_granted()
    {
        await using var bounded = new TenantsFactory("Limits:Tokens:MoneyPerDay", "2000000");
        var tenant = await bounded.CreateTenantAsync();
        using var operators = bounded.Operator;
        using var admin = bounded.AdminOf(tenant);

        var put = await PutAsync(operators, $"/tenants/{tenant}/quotas", """{"quotas":{"money_per_day":50}}""");
        using var raise = await admin.PostAsync("/limits/requests", Raise("money_per_day", "90"));

        Assert.Equal(("50", "2"), (put.GetProperty("quotas").GetProperty("money_per_day").GetRawText(), put.GetProperty("effective").GetProperty("money_per_day").GetRawText()));
        var problem = await raise.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Contains("installation", problem.GetProperty("errors").GetProperty("amount")[0].GetString(), StringComparison.Ordinal);
    }

    private static HttpContent Raise(string quota, string amount) => Http.Body($$$"""{"quota":"{{{quota}}}","amount":{{{amount}}},"for_seconds":60,"reason":"x"}""");

    private static (string Day, string Run, string ToolCalls, string Tokens) Texts(JsonElement amounts) => (
        amounts.GetProperty("money_per_day").GetRawText(), amounts.GetProperty("money_per_run").GetRawText(), amounts.GetProperty("tool_calls_per_run").GetRawText(),
        amounts.GetProperty("tokens_per_run").GetRawText());

    private static async Task<JsonElement> PutAsync(HttpClient client, string path, string body)
    {
        using var response = await client.PutAsync(path, Http.Body(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
