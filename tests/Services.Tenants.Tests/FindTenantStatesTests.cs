using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>How tenants stand, for modules that are about to do their stored work.</summary>
public sealed class FindTenantStatesTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Those_that_are_asked_for_are_told_deleted_ones_too_and_what_is_none_or_cannot_be_read_is_left_out()
    {
        var (active, suspended, deleted, broken) = (await app.CreateTenantAsync(), await app.CreateTenantAsync(), await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var operators = app.Operator;
        using var first = await operators.PostAsync($"/tenants/{suspended}/suspend", null);
        using var second = await operators.DeleteAsync($"/tenants/{deleted}");
        await OwnersHand.ExecuteAsync(app.DatabaseOwner, "update tenants set epoch = 2, created_at = '0044-03-15 12:00:00+00 BC' where tenant_id = $1", broken);

        var told = await AskAsync(active, suspended, deleted, broken, "nobody", "no tenant's id");

        Assert.Equal(
            new[] { (active, "active", 1L), (suspended, "suspended", 2L), (deleted, "deleted", 2L) }.Order(),
            told.Select(static tenant => (tenant.GetProperty("tenant_id").GetString()!, tenant.GetProperty("status").GetString()!, tenant.GetProperty("epoch").GetInt64())).Order());
        Assert.Empty(await AskAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tenant_ids":null}""")]
    [InlineData("""{"tenant_ids":["acme",null]}""")]
    public async Task A_question_that_is_none_is_refused_by_name(string body)
    {
        using var module = app.ClientFor(TestContexts.Module);
        using var response = await module.PostAsync("/internal/tenants/states", Http.Body(body));
        await response.AssertInvalidAsync("tenant_ids");
    }

    private async Task<List<JsonElement>> AskAsync(params string[] ids)
    {
        using var module = app.ClientFor(TestContexts.Module);
        using var response = await module.PostAsJsonAsync("/internal/tenants/states", new { tenant_ids = ids });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await response.JsonAsync()).GetProperty("tenants").EnumerateArray()];
    }
}
