using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class LinkTests
{
    [Fact]
    public async Task Whoever_follows_a_link_needs_no_credential_and_none_is_handed_on()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(), "ada");
        foreach (var credential in new[] { null, key, "nonsense" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/shared/abc.1.def");
            request.Headers.TryAddWithoutValidation("X-API-Key", credential);
            request.Headers.TryAddWithoutValidation("X-Tenant-ID", "acme");
            using var answer = await suite.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("Authorization", answer.Headers.Vary);
        }

        var seen = suite["reports"].Seen.Where(request => request.Path == "/shared/abc.1.def").ToList();
        Assert.Equal(3, seen.Count);
        Assert.All(seen, request =>
        {
            Assert.Equal(TenantContext.Gateway, suite.ContextOf(request));
            Assert.DoesNotContain(request.Headers.Keys, name => name is "X-API-Key" or "Authorization" or "X-Tenant-ID" or "X-User-ID");
        });
    }

    [Fact]
    public async Task A_network_follows_so_many_a_minute_and_nothing_else_is_kept_from_it()
    {
        await using var suite = await Suite.StartAsync(settings: [("Links:PerMinute", "12")]);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await suite.Client.GetAsync(new Uri("/shared/x", UriKind.Relative));
            statuses.Add(answer.StatusCode);
            if (i == 2)
            {
                Assert.Equal("LINK_RATE_LIMITED", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
                Assert.Equal(10, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            }
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        using var other = await suite.Client.GetAsync(new Uri("/alive", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }
}
