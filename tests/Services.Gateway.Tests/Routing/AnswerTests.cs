using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(null, "no-store")]
    [InlineData("public, max-age=600", "no-store")]
    [InlineData("private", "no-store")]
    [InlineData("no-cache", "no-store")]
    [InlineData("private, no-cache", "private, no-cache")]
    [InlineData("No-Cache, No-Store", "No-Cache, No-Store")]
    public async Task What_a_module_says_of_keeping_its_answer_stands_where_it_is_strict_enough(string? said, string told)
    {
        await using var suite = await Suite.StartAsync(map: (module, app) => app.MapGet("/reports", http =>
        {
            http.Response.Headers.CacheControl = said;
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.Vary = "Accept, X-Tenant-Context";
            return Task.CompletedTask;
        }));

        using var response = await suite.GetAsync("/reports", suite.Tenants.AddUserKey());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(told, response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(["Accept", "Authorization", "X-API-Key"], response.Headers.Vary);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Header_values_outside_ASCII_pass_in_both_directions()
    {
        await using var suite = await Suite.StartAsync(
            map: (module, app) => app.MapGet("/reports", http =>
            {
                http.Response.Headers["X-Said"] = $"{http.Request.Headers.UserAgent} {http.Request.Headers["X-Name"]}";
                return Task.CompletedTask;
            }));

        var (status, text) = await RawHttp.SendAsync(suite.Address, "GET /reports HTTP/1.1", $"X-API-Key: {suite.Tenants.AddUserKey()}",
            $"User-Agent: {Octets("café")}", $"X-Name: {Octets("中文")}");

        Assert.Equal(200, status);
        Assert.Contains($"X-Said: {Octets("café 中文")}\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Octets_that_are_no_UTF8_blame_no_module()
    {
        await using var suite = await Suite.StartAsync();

        var (status, _) = await RawHttp.SendAsync(suite.Address, "GET /reports HTTP/1.1", $"X-API-Key: {suite.Tenants.AddUserKey()}", "User-Agent: caf\u00e9", "Idempotency-Key: \u00ff");
        var (credential, text) = await RawHttp.SendAsync(suite.Address, "GET /reports HTTP/1.1", "X-API-Key: \u00e9");

        Assert.Equal(200, status);
        Assert.Equal(401, credential);
        Assert.Contains("AUTHENTICATION_REQUIRED", text, StringComparison.Ordinal);
    }

    // As the raw client sends and reads them: each octet is a character.
    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
