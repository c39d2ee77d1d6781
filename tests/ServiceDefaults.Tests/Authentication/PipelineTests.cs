using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Authentication;

public sealed class PipelineTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        builder.AddServiceDefaults("test");
        _app = builder.Build();
        _app.UseServiceDefaults();
        _app.MapGet("/forgotten", () => "open");
        _app.MapGet("/me", (Caller caller) => new { caller.TenantId, caller.UserId }).RequireAuthorization(TenantPolicies.User);
        _app.MapGet("/admin", () => "ok").RequireAuthorization(TenantPolicies.Admin);
        _app.MapGet("/operator", () => "ok").RequireAuthorization(TenantPolicies.Operator);
        _app.MapGet("/broken", (Caller _) => Fail()).RequireAuthorization(TenantPolicies.Member);
        _app.MapGet("/list", (PageRequest page) => page.Limit).RequireAuthorization(TenantPolicies.Member);
        _app.MapPost("/body", (Body body) => body).RequireAuthorization(TenantPolicies.Member);
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task An_endpoint_that_names_no_policy_is_denied_to_everybody()
    {
        foreach (var context in new[] { TestContexts.User(), TestContexts.Admin(), TestContexts.Operator, TestContexts.Gateway })
        {
            using var response = await SendAsync(HttpMethod.Get, "/forgotten", context);
            await AssertProblemAsync(response, HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        }
    }

    [Fact]
    public async Task Without_a_context_the_answer_is_401_and_says_what_is_missing()
    {
        using var response = await SendAsync(HttpMethod.Get, "/me", null);

        await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
    }

    [Fact]
    public async Task A_bare_tenant_header_is_refused()
    {
        using var response = await SendAsync(HttpMethod.Get, "/me", null, (TenantHeaders.TenantId, "acme"), (TenantHeaders.UserId, "ada"));

        await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED");
    }

    [Fact]
    public async Task A_clear_header_that_contradicts_the_signed_context_is_refused()
    {
        using var response = await SendAsync(HttpMethod.Get, "/me", TestContexts.User(), (TenantHeaders.TenantId, "someone-else"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_second_context_header_is_refused()
    {
        var second = TestContexts.Codec().Sign(TestContexts.User(), ContextAudience.Request);

        using var response = await SendAsync(HttpMethod.Get, "/me", TestContexts.User(), (TenantHeaders.Context, second));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Another_module_is_let_in_for_a_user_or_an_administrator_and_for_nobody_else()
    {
        var chat = TestKeys.Of("chat");
        async Task<HttpStatusCode> Status(string path, TenantContext context, string audience)
        {
            using var response = await SendAsync(HttpMethod.Get, path, null, (TenantHeaders.Context, SignedContext.Of(chat, context, audience)));
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Status("/me", TestContexts.User(), ContextAudience.Background));
        Assert.Equal(HttpStatusCode.OK, await Status("/admin", TestContexts.Admin(), ContextAudience.Background));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/operator", TestContexts.Operator, ContextAudience.Background));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/operator", TestContexts.Operator, ContextAudience.Request));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/me", TestContexts.User(), ContextAudience.Request));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status("/me", TestContexts.User(), ContextAudience.Event));
    }

    [Fact]
    public async Task A_verified_context_reaches_the_handler()
    {
        using var response = await SendAsync(HttpMethod.Get, "/me", TestContexts.Of("acme", "ada", TenantRole.User));

        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("acme", body.GetProperty("tenant_id").GetString());
        Assert.Equal("ada", body.GetProperty("user_id").GetString());
    }

    [Fact]
    public async Task Each_policy_lets_only_its_own_role_pass()
    {
        async Task<HttpStatusCode> Status(string path, TenantContext context)
        {
            using var response = await SendAsync(HttpMethod.Get, path, context);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Status("/admin", TestContexts.Admin()));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/admin", TestContexts.User()));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/admin", TestContexts.Operator));
        Assert.Equal(HttpStatusCode.OK, await Status("/operator", TestContexts.Operator));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/operator", TestContexts.Admin()));
        Assert.Equal(HttpStatusCode.Forbidden, await Status("/me", TestContexts.Admin()));
    }

    [Fact]
    public async Task A_broken_handler_answers_500_without_the_exceptions_text()
    {
        using var response = await SendAsync(HttpMethod.Get, "/broken", TestContexts.User());

        var text = await AssertProblemAsync(response, HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        Assert.DoesNotContain("secret-detail", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "MALFORMED_BODY")]
    [InlineData("{\"name\":", "MALFORMED_BODY")]
    [InlineData("{\"name\":\"a\"", "MALFORMED_BODY")]
    [InlineData("[]", "MALFORMED_BODY")]
    [InlineData("", "MALFORMED_BODY")]
    [InlineData("{\"name\":1}", "VALIDATION_FAILED")]
    [InlineData("{\"name\":\"a\",\"tenant_id\":\"x\"}", "VALIDATION_FAILED")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}", "VALIDATION_FAILED")]
    public async Task A_body_that_cannot_be_read_is_a_400_that_says_why(string body, string code)
    {
        using var request = Request(HttpMethod.Post, "/body", TestContexts.User());
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var response = await _app.GetTestClient().SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?cursor=%00", "cursor")]
    [InlineData("?cursor=", "cursor")]
    public async Task A_page_that_cannot_be_given_is_refused_by_name(string query, string field)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/list{query}", TestContexts.User());

        var text = await AssertProblemAsync(response, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Contains($"\"{field}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_route_is_a_404_with_a_code()
    {
        using var response = await SendAsync(HttpMethod.Get, "/nowhere", TestContexts.User());

        await AssertProblemAsync(response, HttpStatusCode.NotFound, "ROUTE_NOT_FOUND");
    }

    private static object Fail() => throw new InvalidOperationException("secret-detail");

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        Assert.False(problem.RootElement.TryGetProperty("trace_id", out _));
        return text;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, TenantContext? context)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (context is not null)
        {
            TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec());
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, TenantContext? context, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, context);
        foreach (var (name, value) in headers)
        {
            if (name == TenantHeaders.TenantId)
            {
                request.Headers.Remove(name);
            }

            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _app.GetTestClient().SendAsync(request);
    }

    private sealed record Body(string Name);
}
