using System.Net;
using System.Net.Http.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class CreateTenantTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_created_tenant_is_answered_and_told_of_once()
    {
        var id = TestContexts.NewTenantId();
        using var client = app.Operator;
        using var created = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = " Acme ", tier = "professional", time_zone = "Asia/Shanghai" });

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"/tenants/{id}", created.Headers.Location?.ToString());
        var tenant = await created.JsonAsync();
        Assert.Equal((id, "Acme", "professional", "active", "Asia/Shanghai"),
            (tenant.Text("tenant_id"), tenant.Text("name"), tenant.Text("tier"), tenant.Text("status"), tenant.Text("time_zone")));

        var told = Assert.Single(await app.EventsAsync(id, "tenant.created.v1"));
        Assert.Equal(id, told.Text("tenantid"));
        var data = told.GetProperty("data");
        Assert.Equal((id, "Acme", "professional", "Asia/Shanghai", 1L),
            (data.Text("tenant_id"), data.Text("name"), data.Text("tier"), data.Text("time_zone"), data.GetProperty("epoch").GetInt64()));
    }

    [Fact]
    public async Task The_same_body_again_answers_the_existing_tenant_and_publishes_nothing()
    {
        var id = TestContexts.NewTenantId();
        using var client = app.Operator;
        using var first = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free" });
        using var again = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free", time_zone = "UTC" });

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Single(await app.EventsAsync(id, "tenant.created.v1"));
    }

    [Theory]
    [InlineData("Acme Two", "basic", "Europe/Berlin")]
    [InlineData("Acme", "free", "Europe/Berlin")]
    [InlineData("Acme", "basic", "UTC")]
    public async Task A_different_body_for_an_existing_tenant_is_a_conflict_and_changes_nothing(string name, string tier, string timeZone)
    {
        var id = await app.CreateTenantAsync();
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name, tier, time_zone = timeZone });
        await response.AssertRefusedAsync(HttpStatusCode.Conflict, "TENANT_EXISTS");

        using var read = await client.GetAsync($"/tenants/{id}");
        var tenant = await read.JsonAsync();
        Assert.Equal(("Acme", "basic", "Europe/Berlin"), (tenant.Text("name"), tenant.Text("tier"), tenant.Text("time_zone")));
    }

    [Fact]
    public async Task Identical_requests_at_once_make_one_tenant_and_one_event()
    {
        var id = TestContexts.NewTenantId();
        using var client = app.Operator;
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var response = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free" });
            return response.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(11, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Single(await app.EventsAsync(id, "tenant.created.v1"));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("acme_")]
    [InlineData("ac me")]
    [InlineData("acme\n")]
    [InlineData("äcme")]
    [InlineData("current")]
    [InlineData("a23456789012345678901234567890123456789012345678901")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_malformed_tenant_id_is_refused_by_its_own_code(string? id)
    {
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync("/tenants", new { tenant_id = id, name = "Acme", tier = "free" });
        await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "INVALID_TENANT_ID");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        using var client = app.Operator;
        using var response = await client.PostAsJsonAsync("/tenants", new { tenant_id = "x", name = " ", tier = "gold", time_zone = "Mars/Olympus" });
        var problem = await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "INVALID_TENANT_ID");
        Assert.Equal(["name", "tenant_id", "tier", "time_zone"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("""{"tenant_id":"acme-1","tier":"free"}""", "name")]
    [InlineData("""{"tenant_id":"acme-1","name":"Ac\u0000me","tier":"free"}""", "name")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme"}""", "tier")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme","tier":"FREE"}""", "tier")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme","tier":7}""", "tier")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme","tier":"free","time_zone":"Pacific Standard Time"}""", "time_zone")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme","tier":"free","time_zone":"../etc/passwd"}""", "time_zone")]
    [InlineData("""{"tenant_id":"acme-1","name":"Acme","tier":"free","colour":"red"}""", "colour")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        using var client = app.Operator;
        using var response = await client.PostAsync("/tenants", Http.Body(body));
        await response.AssertInvalidAsync(field);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        using var client = app.Operator;
        using var response = await client.PostAsync("/tenants", Http.Body(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Exception", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
