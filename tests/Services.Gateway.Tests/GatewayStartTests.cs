using Nanobot.Services.Gateway.Routing;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests;

public sealed class GatewayStartTests
{
    [Fact]
    public async Task Every_module_without_an_address_is_named_in_one_line()
    {
        var start = await ServiceStart.RunAsync<Program>(
        [
            .. TestKeys.Settings("gateway"),
            new("ConnectionStrings__cache", "127.0.0.1:1"),
            new("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            new("services__chat__http__0", "http://127.0.0.1:1"),
            new("services__reports__http__0", "not a URL"),
        ]);

        Assert.Equal(1, start.ExitCode);
        var line = Assert.Single(start.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Services.Gateway cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains("services:tenants:http:0", line, StringComparison.Ordinal);
        Assert.Contains("services:scheduler:http:0", line, StringComparison.Ordinal);
        Assert.Contains("services:reports:http:0 is not an absolute URL", line, StringComparison.Ordinal);
        Assert.DoesNotContain("chat", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3601)]
    public void An_activity_time_out_beyond_its_range_is_named(int seconds)
    {
        var result = new ProxyOptionsValidator().Validate(null, new ProxyOptions { ActivityTimeout = TimeSpan.FromSeconds(seconds) });

        Assert.Contains("Proxy:ActivityTimeout", result.FailureMessage, StringComparison.Ordinal);
    }
}
