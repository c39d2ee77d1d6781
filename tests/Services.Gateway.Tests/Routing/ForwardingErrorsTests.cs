using System.Net;
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
        Assert.Equal(["The module reports did not answer (Request) on /reports/{report_id}"],
            log.Lines.Where(line => line.Contains("reports", StringComparison.OrdinalIgnoreCase)));
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
}
