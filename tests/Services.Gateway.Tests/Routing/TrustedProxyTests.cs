using System.Net.Http.Json;
using Nanobot.Services.Gateway.Routing;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class TrustedProxyTests
{
    [Fact]
    public async Task What_a_known_proxy_says_of_its_client_is_passed_on()
    {
        await using var suite = await Suite.StartAsync(settings: ("Proxy:KnownNetworks:0", "127.0.0.0/8"));

        var seen = await SendAsync(suite, "203.0.113.7");

        Assert.Equal("203.0.113.7", seen.Single("X-Forwarded-For"));
        Assert.Equal("https", seen.Single("X-Forwarded-Proto"));
        Assert.Equal("api.example", seen.Single("X-Forwarded-Host"));
        Assert.DoesNotContain(seen.Headers.Keys, name => name.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Of_a_chain_only_what_known_proxies_added_is_believed()
    {
        await using var suite = await Suite.StartAsync(settings: [("Proxy:KnownNetworks:0", "127.0.0.0/8"), ("Proxy:KnownNetworks:1", "10.0.0.0/8")]);

        var seen = await SendAsync(suite, "198.51.100.9, 203.0.113.7, 10.1.2.3");

        Assert.Equal("203.0.113.7", seen.Single("X-Forwarded-For"));
        Assert.DoesNotContain(seen.Headers.Values.SelectMany(values => values), value => value.Contains("198.51.100.9", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Proxy:KnownNetworks:0", "192.0.2.0/24")]
    [InlineData("ForwardedHeaders_Enabled", "true")]
    public async Task What_anybody_else_says_is_replaced(string key, string value)
    {
        await using var suite = await Suite.StartAsync(settings: (key, value));

        var seen = await SendAsync(suite, "203.0.113.7");

        Assert.Equal("127.0.0.1", seen.Single("X-Forwarded-For"));
        Assert.Equal("http", seen.Single("X-Forwarded-Proto"));
        Assert.DoesNotContain(seen.Headers.Values.SelectMany(values => values), text => text.Contains("api.example", StringComparison.Ordinal)
            || text.Contains("203.0.113.7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("ingress")]
    [InlineData("")]
    public void A_network_that_is_none_is_named(string network)
    {
        var result = new ProxyOptionsValidator().Validate(null, new ProxyOptions { KnownNetworks = { "10.0.0.0/8", network } });

        Assert.Equal($"Proxy:KnownNetworks:1 is not a network, such as 10.0.0.0/8: {network}", result.FailureMessage);
    }

    private static async Task<SeenRequest> SendAsync(Suite suite, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("X-API-Key", suite.Tenants.AddUserKey());
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "api.example");
        request.Headers.TryAddWithoutValidation("X-Original-For", "203.0.113.7");
        using var response = await suite.Client.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<SeenRequest>())!;
    }
}
