using Nanobot.Platform.Web.Guarding;
using Nanobot.Platform.Web.Reading;

namespace Nanobot.Platform.Tests.Web;

public sealed class WebOptionsTests
{
    [Fact]
    public void What_stands_there_by_default_is_possible()
    {
        Assert.True(new WebGuardOptionsValidator().Validate(null, new WebGuardOptions()).Succeeded);
        Assert.True(new WebReadingOptionsValidator().Validate(null, new WebReadingOptions()).Succeeded);
        Assert.True(new WebGuardOptionsValidator().Validate(null, new WebGuardOptions { AllowedHosts = { "localhost:5010", "[::1]:80", "feeds.internal:65535" } }).Succeeded);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("http://localhost:80")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("a:80/path")]
    [InlineData("ada@localhost:80")]
    [InlineData("")]
    [InlineData(null)]
    public void A_host_that_is_none_or_has_no_port_is_named_by_its_key(string? host)
    {
        var result = new WebGuardOptionsValidator().Validate(null, new WebGuardOptions { AllowedHosts = { host! } });

        Assert.StartsWith("Web:AllowedHosts must ", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_impossible_value_is_named_at_once()
    {
        var guard = new WebGuardOptionsValidator().Validate(null, new WebGuardOptions { AllowedPorts = { 0 }, AllowedHosts = { "x" }, MaximumRedirects = 21 });
        var reading = new WebReadingOptionsValidator().Validate(null, new WebReadingOptions { Timeout = TimeSpan.Zero, Silence = TimeSpan.FromMinutes(2), ReceivedBytes = 0, DecompressedBytes = int.MaxValue });

        Assert.Equal(["Web:AllowedPorts", "Web:AllowedHosts", "Web:MaximumRedirects"], guard.Failures!.Select(static failure => failure.Split(' ')[0]));
        Assert.Equal(["Web:Reading:Timeout", "Web:Reading:Silence", "Web:Reading:ReceivedBytes", "Web:Reading:DecompressedBytes"], reading.Failures!.Select(static failure => failure.Split(' ')[0]));
    }
}
