using Microsoft.Extensions.Configuration;
using Nanobot.Services.Gateway.Routing;

namespace Nanobot.Services.Gateway.Tests;

public sealed class GatewayStartTests
{
    [Fact]
    public void Every_module_without_an_address_is_named()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("services:chat:http:0", "http://127.0.0.1:1"), new("services:reports:http:0", "not a URL")])
            .Build();

        var failures = string.Join('\n', new ProxyOptionsValidator(configuration).Validate(null, new ProxyOptions()).Failures ?? []);

        Assert.Contains("services:tenants:http:0", failures, StringComparison.Ordinal);
        Assert.Contains("services:scheduler:http:0", failures, StringComparison.Ordinal);
        Assert.Contains("services:reports:http:0 is not an absolute URL", failures, StringComparison.Ordinal);
        Assert.DoesNotContain("chat", failures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3601)]
    public void An_activity_time_out_beyond_its_range_is_named(int seconds)
    {
        var result = new ProxyOptionsValidator(new ConfigurationBuilder().Build())
            .Validate(null, new ProxyOptions { ActivityTimeout = TimeSpan.FromSeconds(seconds) });

        Assert.Contains("Proxy:ActivityTimeout", result.FailureMessage, StringComparison.Ordinal);
    }
}
