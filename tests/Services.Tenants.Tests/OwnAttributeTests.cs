using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Own attributes of tenants, users and keys: who puts them, and who is told of them.</summary>
public sealed class OwnAttributeTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Some = """{"attributes":{"level":3,"department":"desk 7","on_call":true}}""";

    [Fact]
    public async Task An_administrator_puts_a_users_and_both_gateway_and_modules_are_told_of_them()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        var before = await ChangeVersionAsync();

        using var put = await admin.PutAsync("/users/ada/attributes", Some);

        Assert.Equal("""{"user_id":"ada","attributes":{"level":3,"department":"desk 7","on_call":true}}""", await put.Content.ReadAsStringAsync());
        Assert.Equal("""{"user_id":"ada","attributes":{"department":"desk 7","level":3,"on_call":true}}""", await admin.GetStringAsync("/users/ada/attributes"));
        using var gateway = app.Gateway;
        var told = await gateway.GetFromJsonAsync<SubjectAttributes>($"/internal/tenants/{tenant}/attributes?user_id=ada", Json.Wire);
        Assert.Equal((tenant, "ada", null, "desk 7"), (told!.TenantId, told.UserId, told.KeyId, told.User!["department"].GetString()));
        Assert.Equal(3, (await AsModuleAsync(TestContexts.User("ada", tenant)))!.User!["level"].GetInt32());
        var changed = await ChangeVersionAsync();
        Assert.True(changed > before);

        using var same = await admin.PutAsync("/users/ada/attributes", """{"attributes":{"on_call":true,"department":"desk 7","level":3}}""");
        using var none = await admin.PutAsync("/users/ada/attributes", """{"attributes":{}}""");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (same.StatusCode, none.StatusCode));
        Assert.Equal("""{"user_id":"ada","attributes":{}}""", await admin.GetStringAsync("/users/ada/attributes"));
    }

    [Fact]
    public async Task An_operator_puts_a_tenants_which_stand_beside_its_policies_and_its_administrator_reads_them()
    {
        var tenant = await app.CreateTenantAsync();
        using var operators = app.Operator;
        using var admin = app.AdminOf(tenant);

        using var put = await operators.PutAsync($"/tenants/{tenant}/attributes", """{"attributes":{"region":"eu"}}""");
        using var own = await admin.PutAsync($"/tenants/{tenant}/attributes", """{"attributes":{"region":"us"}}""");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await own.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        Assert.Equal($$$"""{"tenant_id":"{{{tenant}}}","attributes":{"region":"eu"}}""", await admin.GetStringAsync($"/tenants/{tenant}/attributes"));
        var sources = await app.SourcesAsync(tenant);
        Assert.Equal(("basic", "active", "eu"), (sources.Tier, sources.Status, sources.Attributes!["region"].GetString()));
    }

    [Fact]
    public async Task A_key_is_issued_with_its_own_and_the_one_that_takes_its_place_has_them_too()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        using var issued = await admin.PostTextAsync($"/tenants/{tenant}/keys", """{"role":"user","user_id":"ada","attributes":{"use":"ci","level":1.50}}""");
        var key = await issued.JsonAsync();
        Assert.Equal("""{"use":"ci","level":1.50}""", key.GetProperty("attributes").GetRawText());
        using var rotated = await admin.PostTextAsync($"/tenants/{tenant}/keys/{key.Text("key_id")}/rotate", "{}");
        var next = await rotated.JsonAsync();
        Assert.Equal("""{"level":1.50,"use":"ci"}""", next.GetProperty("attributes").GetRawText());

        using var gateway = app.Gateway;
        var told = await gateway.GetFromJsonAsync<SubjectAttributes>($"/internal/tenants/{tenant}/attributes?key_id={next.Text("key_id")}", Json.Wire);
        Assert.Equal(("ci", null), (told!.Key!["use"].GetString(), told.User));
        var listed = (await admin.GetFromJsonAsync<System.Text.Json.JsonElement>($"/tenants/{tenant}/keys")).GetProperty("items");
        Assert.All(listed.EnumerateArray(), static one => Assert.Equal("ci", one.GetProperty("attributes").Text("use")));
    }

    [Fact]
    public async Task Another_tenants_users_and_keys_have_none_for_whoever_asks_in_a_tenants_name()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(other, "ada");
        using var others = app.AdminOf(other);
        using var put = await others.PutAsync("/users/ada/attributes", Some);
        using var issued = await others.PostTextAsync($"/tenants/{other}/keys", """{"role":"user","user_id":"ada","attributes":{"use":"ci"}}""");
        var keyId = (await issued.JsonAsync()).Text("key_id");
        using var gateway = app.Gateway;
        using var admin = app.AdminOf(mine);

        var told = await gateway.GetFromJsonAsync<SubjectAttributes>($"/internal/tenants/{mine}/attributes?user_id=ada&key_id={keyId}", Json.Wire);
        Assert.Equal((null, null), (told!.User, told.Key));
        Assert.Null((await AsModuleAsync(TestContexts.User("ada", mine)))!.User);
        using var read = await admin.GetAsync("/users/ada/attributes");
        await read.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        using var written = await admin.PutAsync("/users/ada/attributes", """{"attributes":{"level":9}}""");
        await written.AssertRefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");
        using var tenants = await admin.GetAsync($"/tenants/{other}/attributes");
        await tenants.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        Assert.Equal("""{"user_id":"ada","attributes":{"department":"desk 7","level":3,"on_call":true}}""", await others.GetStringAsync("/users/ada/attributes"));
    }

    [Theory]
    [InlineData("/users/ada/attributes")]
    [InlineData("/users/nobody/attributes")]
    public async Task A_user_neither_reads_nor_writes_attributes_of_anybody(string path)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var user = app.UserOf(tenant, "ada");
        using var read = await user.GetAsync(path);
        using var written = await user.PutAsync(path, Some);

        await read.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await written.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once_by_its_path_and_nothing_is_stored()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var operators = app.Operator;
        using var admin = app.AdminOf(tenant);
        const string wrong = """{"attributes":{"fine":1,"7":"x","list":[],"huge":1e999,"none":null}}""";

        using var user = await admin.PutAsync("/users/ada/attributes", wrong);
        using var tenants = await operators.PutAsync($"/tenants/{tenant}/attributes", wrong.Replace("\"fine\"", "\"tier\"", StringComparison.Ordinal));
        using var key = await admin.PostTextAsync($"/tenants/{tenant}/keys", """{"role":"admin","attributes":{"7":"x","list":[],"huge":1e999,"none":null}}""");
        using var missing = await admin.PutAsync("/users/ada/attributes", "{}");
        using var twice = await admin.PutAsync("/users/ada/attributes", """{"attributes":{"a":1,"a":2}}""");

        await user.AssertInvalidAsync("attributes.7", "attributes.list", "attributes.huge", "attributes.none");
        await tenants.AssertInvalidAsync("attributes.7", "attributes.list", "attributes.huge", "attributes.none", "attributes.tier");
        await key.AssertInvalidAsync("attributes.7", "attributes.list", "attributes.huge", "attributes.none", "role");
        await missing.AssertInvalidAsync("attributes");
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal("""{"user_id":"ada","attributes":{}}""", await admin.GetStringAsync("/users/ada/attributes"));
    }

    private async Task<long> ChangeVersionAsync()
    {
        using var gateway = app.Gateway;
        return (await gateway.GetFromJsonAsync<Contracts.Changes.ChangesSince>("/internal/changes", Json.Wire))!.Version;
    }

    private async Task<SubjectAttributes?> AsModuleAsync(TenantContext context)
    {
        using var client = app.CreateDefaultClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/rights/attributes");
        TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec(module: "chat"));
        using var response = await client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<SubjectAttributes>(Json.Wire);
    }
}
