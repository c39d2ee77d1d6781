using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class ForwardingErrorsTests
{
    [Fact]
    public async Task A_request_that_its_module_does_not_answer_is_one_line_with_module_error_and_route()
    {
        using var log = new CapturedLog();
        await using var suite = await Suite.StartAsync(null, null, services => services.AddSingleton<ILoggerProvider>(log));
        var key = suite.Tenants.AddUserKey();
        await suite.StopModuleAsync("reports");

        using var response = await suite.GetAsync("/reports/17", key);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        // That the module is passed over from now on is said once, by the proxy.
        var line = Assert.Single(log.Lines, static line => line.Contains("reports", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Destination `reports", StringComparison.Ordinal));
        Assert.StartsWith("502 MODULE_UNAVAILABLE in GET /reports/{report_id}: The module reports did not answer (Request) < HttpRequestException: ", line, StringComparison.Ordinal);
        Assert.EndsWith($"(trace {await TraceAsync(response)})", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_a_module_made_is_the_modules_own_to_log()
    {
        using var log = new CapturedLog();
        await using var suite = await Suite.StartAsync(null, static (module, app) =>
        {
            if (module == "reports")
            {
                app.MapGet("/reports/{id}", static (HttpContext http) =>
                {
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    http.Response.ContentType = "application/problem+json";
                    return http.Response.WriteAsync("""{"status":503,"code":"DATABASE_UNAVAILABLE"}""");
                });
            }
        }, services => services.AddSingleton<ILoggerProvider>(log));

        using var response = await suite.GetAsync("/reports/17", suite.Tenants.AddUserKey());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain(log.Lines, static line => line.Contains("503", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    public async Task A_look_up_that_fails_is_one_record_for_each_request_that_is_refused_for_it(int status)
    {
        using var log = new CapturedLog();
        await using var suite = await Suite.StartAsync(null, null, services => services.AddSingleton<ILoggerProvider>(log));
        suite.Tenants.BrokenStatus = status;

        using var first = await suite.GetAsync("/sessions", suite.Tenants.AddUserKey());
        using var second = await suite.GetAsync("/sessions", suite.Tenants.AddUserKey());

        foreach (var response in new[] { first, second })
        {
            var trace = await TraceAsync(response);
            var line = Assert.Single(log.Lines, line => line.Contains(trace, StringComparison.Ordinal));
            Assert.StartsWith("503 MODULE_UNAVAILABLE in GET /sessions: ", line, StringComparison.Ordinal);
        }

        Assert.Equal(2, log.Lines.Count(static line => line.Contains("MODULE_UNAVAILABLE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_the_clients_doing_is_no_line()
    {
        using var log = new CapturedLog();
        await using var suite = await Suite.StartAsync(null, null, services => services.AddSingleton<ILoggerProvider>(log));

        using var response = await suite.SendAsync(HttpMethod.Post, "/chat", suite.Tenants.AddUserKey(), new ByteArrayContent(new byte[(1024 * 1024) + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.DoesNotContain(log.Lines, line => line.Contains("did not answer", StringComparison.Ordinal));
    }

    private static async Task<string> TraceAsync(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("traceId").GetString()!;
    }
}
