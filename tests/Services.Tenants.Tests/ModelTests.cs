using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Services.Tenants.Models;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Models that tenants and users bring: who puts them, who is told of them, and that nobody is told their keys.</summary>
public sealed class ModelTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Key = "sk-canary-of-the-tenants-key-0123456789wxyz";
    private const string HeaderValue = "header-canary-0123456789";
    private const string Some = $$"""{"address":"https://models.example/v1","model":"gpt-x","key":"{{Key}}","headers":{"api-key":"{{HeaderValue}}"},"context_tokens":32000,"input_price":1,"output_price":2}""";

    [Fact]
    public async Task What_an_administrator_puts_is_shown_without_its_key_and_told_to_modules_sealed()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);

        using var put = await admin.PutAsync($"/tenants/{tenant}/models/ours", Some);

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        var text = await put.Content.ReadAsStringAsync();
        var listed = await admin.GetStringAsync($"/tenants/{tenant}/models");
        var shown = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(("ours", "tenant.ours", "…wxyz", "[\"api-key\"]"), (shown.Text("name"), shown.Text("id"), shown.Text("key_hint"), shown.GetProperty("header_names").GetRawText()));
        foreach (var said in new[] { text, listed, await admin.GetStringAsync($"/tenants/{tenant}/models/ours"), await DumpAsync(tenant) })
        {
            Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
        }

        var told = Assert.Single((await AsModuleAsync(TestContexts.User("ada", tenant))).Models);
        Assert.Equal(Key, Open(tenant, null, told).Key);
        Assert.Equal(HeaderValue, Open(tenant, null, told).Headers["api-key"]);
    }

    [Fact]
    public async Task A_key_that_is_left_out_stays_for_the_same_address_and_for_no_other()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        await admin.PutAsync($"/tenants/{tenant}/models/ours", Some);

        await admin.PutAsync($"/tenants/{tenant}/models/ours", """{"address":"https://models.example/v1","model":"gpt-y"}""");
        var kept = Assert.Single((await AsModuleAsync(TestContexts.User("ada", tenant))).Models);
        await admin.PutAsync($"/tenants/{tenant}/models/ours", """{"address":"https://elsewhere.example/v1","model":"gpt-y"}""");
        var moved = Assert.Single((await AsModuleAsync(TestContexts.User("ada", tenant))).Models);

        Assert.Equal(("gpt-y", Key), (kept.Model, Open(tenant, null, kept).Key));
        Assert.Null(Open(tenant, null, moved).Key);
        Assert.Empty(Open(tenant, null, moved).Headers);
    }

    [Fact]
    public async Task A_users_are_the_users_and_the_administrators_and_nobody_elses()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await app.CreateUserAsync(tenant, "ada");
        await app.CreateUserAsync(tenant, "eve");
        using var ada = app.UserOf(tenant, "ada");
        using var eve = app.UserOf(tenant, "eve");
        using var admin = app.AdminOf(tenant);
        using var stranger = app.AdminOf(other);

        Assert.Equal(HttpStatusCode.Created, (await ada.PutAsync("/users/ada/models/mine", Some)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/users/ada/models/mine")).StatusCode);
        Assert.Equal("USER_NOT_FOUND", await CodeAsync(await eve.GetAsync("/users/ada/models/mine")));
        Assert.Equal("USER_NOT_FOUND", await CodeAsync(await eve.DeleteAsync("/users/ada/models/mine")));
        Assert.Equal("MODEL_NOT_FOUND", await CodeAsync(await eve.GetAsync("/users/eve/models/mine")));
        Assert.Equal("MODEL_NOT_FOUND", await CodeAsync(await stranger.GetAsync("/users/ada/models/mine")));
        Assert.Equal("TENANT_NOT_FOUND", await CodeAsync(await stranger.GetAsync($"/tenants/{tenant}/models")));
        Assert.Equal("USER_NOT_FOUND", await CodeAsync(await admin.PutAsync("/users/nobody/models/mine", Some)));
        Assert.Equal(["user.mine"], (await AsModuleAsync(TestContexts.User("ada", tenant))).Models.Select(static model => model.Id));
        Assert.Empty((await AsModuleAsync(TestContexts.User("eve", tenant))).Models);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync("/users/ada/models/mine")).StatusCode);
        Assert.Empty((await AsModuleAsync(TestContexts.User("ada", tenant))).Models);
    }

    [Fact]
    public async Task The_users_come_first_and_each_in_its_place()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        await admin.PutAsync($"/tenants/{tenant}/models/a", """{"address":"https://models.example/v1","model":"m","place":2}""");
        await admin.PutAsync($"/tenants/{tenant}/models/b", """{"address":"https://models.example/v1","model":"m","place":1}""");
        await admin.PutAsync("/users/ada/models/c", """{"address":"https://models.example/v1","model":"m","place":9}""");

        Assert.Equal(["user.c", "tenant.b", "tenant.a"], (await AsModuleAsync(TestContexts.User("ada", tenant))).Models.Select(static model => model.Id));
    }

    [Theory]
    [InlineData("""{"address":"http://models.example/v1","model":"m"}""", "address")]
    [InlineData("""{"address":"https://user:pass@models.example/v1","model":"m"}""", "address")]
    [InlineData("""{"address":"https://models.example/v1?x=1","model":"m"}""", "address")]
    [InlineData("""{"address":"ftp://models.example/v1","model":"m"}""", "address")]
    [InlineData("""{"address":"https://models.example/v1","model":""}""", "model")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","key":"two words"}""", "key")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"Host":"x"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"authorization":"Bearer x"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"Transfer-Encoding":"chunked"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"X-Tenant-Id":"x"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"x-a":"b\r\nHost: x"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","headers":{"x a":"b"}}""", "headers")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","input_price":1}""", "output_price")]
    [InlineData("""{"address":"https://models.example/v1","model":"m","context_tokens":1}""", "context_tokens")]
    public async Task What_no_server_may_be_told_is_refused_by_name(string body, string field)
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);

        using var put = await admin.PutAsync($"/tenants/{tenant}/models/ours", body);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        Assert.Equal([field], (await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(static error => error.Name));
    }

    [Theory]
    [InlineData("https://127.0.0.1/v1", "host")]
    [InlineData("https://169.254.169.254/latest", "host")]
    [InlineData("https://10.1.2.3/v1", "host")]
    [InlineData("https://[::1]/v1", "host")]
    [InlineData("https://[::ffff:10.0.0.1]/v1", "host")]
    [InlineData("https://2130706433/v1", "host")]
    [InlineData("https://0x7f.1/v1", "host")]
    [InlineData("https://localhost/v1", "host")]
    [InlineData("https://metadata.google.internal/v1", "host")]
    [InlineData("https://models.example:22/v1", "port")]
    public async Task An_address_that_would_never_be_asked_is_refused_when_it_is_put_and_nothing_is_kept(string address, string rule)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var admin = app.AdminOf(tenant);
        using var ada = app.UserOf(tenant, "ada");

        foreach (var (client, path) in new[] { (admin, $"/tenants/{tenant}/models/ours"), (ada, "/users/ada/models/mine") })
        {
            using var put = await client.PutAsync(path, $$"""{"address":"{{address}}","model":"m"}""");
            var problem = await put.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.BadRequest, "WEB_ADDRESS_REFUSED", rule), (put.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("rule").GetString()));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_kept_since_only_asking_tells()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);

        Assert.Equal(HttpStatusCode.Created, (await admin.PutAsync($"/tenants/{tenant}/models/ours", """{"address":"https://no-such-host.invalid/v1","model":"m"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await admin.PutAsync($"/tenants/{tenant}/models/other", """{"address":"https://93.184.215.14:443/v1","model":"m"}""")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_sealed_anew_by_a_new_key_and_the_old_one_is_needed_no_longer()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        await admin.PutAsync($"/tenants/{tenant}/models/ours", Some);
        const string New = "tests-2:another-text-that-seals-secrets-9876543210";
        await using var rotated = new ServiceFactory<Program>(null,
            [.. TestDatabase.Settings("tenantsdb", app.DatabaseOwner), new("ConnectionStrings:cache", app.Redis), new("Secrets:Keys:0", New), new("Secrets:Keys:1", TestKeys.SecretKey)]);

        await rotated.Services.GetRequiredService<SecretResealing>().ApplyAsync(default);

        var told = Assert.Single((await AsModuleAsync(TestContexts.User("ada", tenant))).Models);
        Assert.Equal("tests-2", TenantSecrets.KeyOf(told.Secret));
        var text = Secrets(New).Open(told.Secret, ModelSeal.PlaceOf(tenant, null, "ours", told.Address));
        Assert.Equal(Key, JsonSerializer.Deserialize<OwnModelSecret>(text!, Json.Wire)!.Key);
        Assert.Null(Secrets(TestKeys.SecretKey).Open(told.Secret, ModelSeal.PlaceOf(tenant, null, "ours", told.Address)));
    }

    [Fact]
    public async Task With_a_deleted_tenant_its_keys_are_gone()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        await admin.PutAsync($"/tenants/{tenant}/models/ours", Some);
        using var operators = app.Operator;

        await operators.DeleteAsync($"/tenants/{tenant}");

        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("select count(*) from models where tenant_id = $1");
        command.Parameters.AddWithValue(tenant);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task There_are_so_many_and_no_more()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        for (var i = 0; i < 20; i++)
        {
            await OwnersHand.ExecuteAsync(app.DatabaseOwner, """
                insert into models (tenant_id, name, address, model, secret, secret_key, header_names, in_chain, place, takes_images, takes_tools, created_at, updated_at)
                values ($1, 'm' || $2, 'https://models.example', 'm', '', '', '{}', true, 0, false, true, now(), now())
                """, tenant, $"{i}");
        }

        Assert.Equal("MODEL_LIMIT", await CodeAsync(await admin.PutAsync($"/tenants/{tenant}/models/ours", Some)));
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync($"/tenants/{tenant}/models/m7", Some)).StatusCode);
    }

    private static TenantSecrets Secrets(string key)
    {
        var options = new SecretOptions();
        options.Keys.Add(key);
        return new TenantSecrets(Microsoft.Extensions.Options.Options.Create(options), System.Security.Cryptography.RandomNumberGenerator.Create());
    }

    private static OwnModelSecret Open(string tenantId, string? userId, OwnModel model) => JsonSerializer.Deserialize<OwnModelSecret>(
        Secrets(TestKeys.SecretKey).Open(model.Secret, ModelSeal.PlaceOf(tenantId, userId, model.Name, model.Address))!, Json.Wire)!;

    private async Task<OwnModels> AsModuleAsync(TenantContext context)
    {
        using var client = app.CreateDefaultClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/internal/rights/models");
        TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec(module: "chat"));
        using var response = await client.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<OwnModels>(Json.Wire))!;
    }

    // All that the database has of the tenant's models, and all of its audit and events.
    private async Task<string> DumpAsync(string tenant)
    {
        await using var source = NpgsqlDataSource.Create(app.DatabaseOwner);
        await using var command = source.CreateCommand("""
            select coalesce(string_agg(said, E'\n'), '') from (
                select models::text as said from models where tenant_id = $1
                union all select audit_entries::text from audit_entries where tenant_id = $1
                union all select outbox::text from nanobot.outbox where tenant_id = $1) all_of_it
            """);
        command.Parameters.AddWithValue(tenant);
        var dump = (string)(await command.ExecuteScalarAsync())!;
        Assert.Contains("tenants.models.update", dump, StringComparison.Ordinal);
        return dump;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).Text("code");
}
