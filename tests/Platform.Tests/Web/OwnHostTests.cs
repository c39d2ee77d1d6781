using System.Net;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Platform.Tests.Web;

/// <summary>An address that the installation has configured may lead inside; what it leads on to may not.</summary>
public sealed class OwnHostTests
{
    private static readonly Uri Own = new("http://prices.internal:8080/quotes");

    [Fact]
    public async Task The_host_of_an_own_address_is_asked_wherever_it_is_and_no_other()
    {
        await using var web = await GuardedWeb.StartAsync(static http => http.Response.WriteAsync("prices"));
        web.Names = static _ => [IPAddress.Parse("10.1.2.3")];
        using var client = new HttpClient(web.Handlers.Create(Own));

        Assert.Equal("prices", await client.GetStringAsync(Own));
        foreach (var other in new[] { "http://prices.internal/quotes", "http://prices.internal:8081/", "http://other.internal:8080/", "http://10.1.2.3/", "http://inside.example/" })
        {
            await Assert.ThrowsAsync<RefusalException>(() => client.GetAsync(new Uri(other)));
        }

        await Assert.ThrowsAsync<RefusalException>(() => web.Client.GetAsync(Own));
        Assert.Equal([new IPEndPoint(IPAddress.Parse("10.1.2.3"), 8080)], web.Dialled);
    }

    [Theory]
    [InlineData("http://inside.example/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://other.internal:8080/")]
    public async Task What_it_leads_on_to_is_looked_at_as_ever(string next)
    {
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (302, next);
            return Task.CompletedTask;
        });
        web.Names = static _ => [IPAddress.Parse("10.1.2.3")];
        using var client = new HttpClient(web.Handlers.Create(Own));

        var refused = await Assert.ThrowsAsync<RefusalException>(() => client.GetAsync(Own));

        Assert.Equal(WebRefusals.Code, refused.Refusal.Code);
        Assert.Single(web.Dialled);
    }

    [Fact]
    public async Task It_may_lead_on_to_the_public_network_which_is_told_no_secret()
    {
        string? told = null;
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            if (http.Request.Host.Host == "public.example")
            {
                told = string.Join(' ', http.Request.Headers.Keys);
                return http.Response.WriteAsync("moved");
            }

            (http.Response.StatusCode, http.Response.Headers.Location) = (308, "http://public.example/");
            return Task.CompletedTask;
        });
        web.Names = static name => name == "public.example" ? [GuardedWeb.Public] : [IPAddress.Parse("10.1.2.3")];
        using var client = new HttpClient(web.Handlers.Create(Own));
        using var request = new HttpRequestMessage(HttpMethod.Get, Own) { Headers = { { "Authorization", "Token secret" }, { "X-Key", "secret" }, { "If-None-Match", "\"1\"" } } };

        using var response = await client.SendAsync(request);

        Assert.Equal("moved", await response.Content.ReadAsStringAsync());
        Assert.Equal("Host", told);
    }

    [Fact]
    public async Task Who_leads_in_a_circle_is_asked_once_at_each_place()
    {
        var asked = 0;
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            asked++;
            (http.Response.StatusCode, http.Response.Headers.Location) = (302, http.Request.Path == "/a" ? "/b" : "/a");
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<RefusalException>(() => web.Client.GetAsync(new Uri("http://public.example/a")));

        Assert.Equal(("redirects", 2), (refused.Refusal.Members["rule"], asked));
    }
}
