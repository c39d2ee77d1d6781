using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Web;

/// <summary>Whatever an address says, a name leads to or a server leads on to: nothing but the public network is connected to.</summary>
public sealed class GuardedHandlerTests
{
    [Fact]
    public async Task No_address_that_leads_inside_is_connected_to_however_it_is_written_resolved_or_led_to()
    {
        var next = "";
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (302, next);
            return Task.CompletedTask;
        });
        var (tried, open) = (0, new List<string>());
        foreach (var host in HostileTargets.Hosts)
        {
            web.Names = static name => name == "public.example" ? [GuardedWeb.Public] : [IPAddress.Loopback];
            await TryAsync($"http://{host}/");
            await TryAsync($"https://{host}/latest/meta-data/");
            // As octets that a header may have.
            next = $"http://{string.Concat(host.Select(static sign => sign < 0x80 ? $"{sign}" : Uri.EscapeDataString($"{sign}")))}/";
            await TryAsync("http://public.example/");
        }

        foreach (var address in HostileTargets.Addresses)
        {
            web.Names = name => name == "inside.example" ? [address] : name == "mixed.example" ? [GuardedWeb.Public, address] : [GuardedWeb.Public];
            await TryAsync("http://inside.example/");
            await TryAsync("https://mixed.example/");
            next = "http://mixed.example/";
            await TryAsync("http://public.example/");
        }

        Assert.True(tried > 2000, $"only {tried}");
        Assert.Empty(open);
        Assert.NotEmpty(web.Dialled);
        Assert.All(web.Dialled, static target => Assert.False(HostileTargets.LeadsInside(target.Address), $"{target}"));

        async Task TryAsync(string text)
        {
            tried++;
            try
            {
                if (Uri.TryCreate(text, UriKind.Absolute, out var address))
                {
                    using var response = await web.Client.GetAsync(address);
                    // Where the header is no address the answer itself is all there is.
                    if (text != "http://public.example/" || response.StatusCode != HttpStatusCode.Found)
                    {
                        open.Add($"{text} -> {next}: {(int)response.StatusCode}");
                    }
                }
            }
            catch (RefusalException refused) when (refused.Refusal.Code == WebRefusals.Code)
            {
                // As it should be.
            }
        }
    }

    [Theory]
    [InlineData("http://public.example:22/", "port")]
    [InlineData("http://public.example:8080/", "port")]
    [InlineData("https://public.example:6379/", "port")]
    [InlineData("ftp://public.example/", "scheme")]
    [InlineData("file:///etc/passwd", "scheme")]
    [InlineData("gopher://public.example/_x", "scheme")]
    [InlineData("ws://public.example/", "scheme")]
    [InlineData("http://ada@public.example/", "user_info")]
    [InlineData("http://ada:secret@public.example/", "user_info")]
    [InlineData("http://@public.example/", "user_info")]
    [InlineData("http://nobody.example/", "host")]
    [InlineData("http://127.0.0.1/", "host")]
    public async Task A_refusal_says_by_which_rule_and_nothing_of_what_is_inside(string address, string rule)
    {
        await using var web = await GuardedWeb.StartAsync(static _ => Task.CompletedTask);
        web.Names = static name => name == "nobody.example" ? [] : [IPAddress.Parse("10.1.2.3")];

        var refused = await Assert.ThrowsAsync<RefusalException>(() => web.Client.GetAsync(new Uri(address)));
        var inside = await Assert.ThrowsAsync<RefusalException>(() => web.Client.GetAsync(new Uri("http://inside.example/")));

        Assert.Equal((WebRefusals.Code, rule), (refused.Refusal.Code, refused.Refusal.Members["rule"]));
        Assert.DoesNotContain("10.1.2.3", inside.ToString(), StringComparison.Ordinal);
        Assert.Equal("host", inside.Refusal.Members["rule"]);
        Assert.Empty(web.Dialled);
    }

    [Fact]
    public async Task A_name_that_changes_between_looking_and_connecting_is_connected_to_where_it_was_looked_at()
    {
        await using var web = await GuardedWeb.StartAsync(static http =>
        {
            http.Response.Headers.Connection = "close";
            return http.Response.WriteAsync("public");
        });
        var asked = 0;
        web.Names = _ => [Interlocked.Increment(ref asked) % 2 == 1 ? GuardedWeb.Public : IPAddress.Loopback];
        var (answered, refused) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            try
            {
                await web.Client.GetStringAsync(new Uri("http://rebinding.example/"));
                answered++;
            }
            catch (RefusalException)
            {
                refused++;
            }
        }

        Assert.Equal((20, 20), (answered, refused));
        // Once for each connection: what was looked at is what is connected to.
        Assert.Equal(40, web.Asked.Count);
        Assert.All(web.Dialled, static target => Assert.Equal(new IPEndPoint(GuardedWeb.Public, 80), target));
    }

    [Fact]
    public async Task A_public_host_is_asked_by_its_name_without_a_word_of_who_asks()
    {
        var seen = new ConcurrentQueue<(string Host, string Headers)>();
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            seen.Enqueue((http.Request.Headers.Host.ToString(), string.Join(' ', http.Request.Headers.Keys)));
            http.Response.Headers.SetCookie = "a=b";
            return http.Response.WriteAsync("ok");
        });

        await web.Client.GetStringAsync(new Uri("http://BÜCHER.example./a"));
        await web.Client.GetStringAsync(new Uri("http://bücher.example/b"));
        await web.Client.GetStringAsync(new Uri("http://[2606:2800:220:1:248:1893:25c8:1946]/"));
        await web.Client.GetStringAsync(new Uri("http://[64:ff9b::5db8:d70e]/"));

        Assert.Equal(["xn--bcher-kva.example", "xn--bcher-kva.example", "[2606:2800:220:1:248:1893:25c8:1946]", "[64:ff9b::5db8:d70e]"], seen.Select(static one => one.Host));
        Assert.All(seen, static one => Assert.Equal("Host", one.Headers));
        Assert.Equal(["xn--bcher-kva.example"], web.Asked.Distinct());
    }

    [Theory]
    [InlineData("https://public.example/", "http://public.example/", "downgrade")]
    [InlineData("http://public.example/", "http://ada:secret@public.example/", "user_info")]
    [InlineData("http://public.example/", "//127.0.0.1/", "host")]
    [InlineData("http://public.example/", "http://public.example:25/", "port")]
    [InlineData("http://public.example/", "file:///etc/passwd", "scheme")]
    [InlineData("http://public.example/", "/again", "redirects")]
    public async Task Where_a_server_leads_on_to_is_looked_at_like_the_first_address(string first, string next, string rule)
    {
        await using var web = await GuardedWeb.StartAsync(static _ => Task.CompletedTask);
        using var client = new HttpClient(new GuardedHandler(new WebGuard(web, Microsoft.Extensions.Options.Options.Create(new WebGuardOptions())), new Redirecting(next)));

        var refused = await Assert.ThrowsAsync<RefusalException>(() => client.GetAsync(new Uri(first)));

        Assert.Equal(rule, refused.Refusal.Members["rule"]);
    }

    [Fact]
    public async Task Credentials_stay_with_the_host_that_they_are_for_and_what_changes_something_is_led_nowhere()
    {
        var seen = new ConcurrentQueue<string>();
        await using var web = await GuardedWeb.StartAsync(http =>
        {
            seen.Enqueue($"{http.Request.Host}{http.Request.Path} {http.Request.Headers.Authorization}{http.Request.Headers["X-Key"]} {http.Request.Headers.Accept}");
            if (http.Request.Path != "/end")
            {
                (http.Response.StatusCode, http.Response.Headers.Location) = (302, http.Request.Path == "/here" ? "/there" : "http://other.example/end");
            }

            return Task.CompletedTask;
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://public.example/here");
        foreach (var (name, value) in new[] { ("Authorization", "Bearer x"), ("X-Key", "y"), ("Accept", "text/plain") })
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await web.Client.SendAsync(request);
        using var post = await web.Client.PostAsync(new Uri("http://public.example/here"), new StringContent("x"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["public.example/here Bearer xy text/plain", "public.example/there Bearer xy text/plain", "other.example/end  text/plain", "public.example/here  "], seen);
        Assert.Equal(HttpStatusCode.Found, post.StatusCode);
    }

    [Fact]
    public async Task Hosts_and_ports_that_the_operator_allows_are_asked_and_no_others_beside_them()
    {
        await using var web = await GuardedWeb.StartAsync(static http => http.Response.WriteAsync("ok"), options: new WebGuardOptions { AllowedHosts = { "localhost:5010", "127.0.0.1:5010", "[::1]:5010" }, AllowedPorts = { 8443 } });
        web.Names = static name => name == "localhost" ? [IPAddress.Loopback] : [GuardedWeb.Public];

        foreach (var address in new[] { "http://localhost:5010/", "http://LOCALHOST.:5010/", "http://127.0.0.1:5010/", "http://2130706433:5010/", "http://[::1]:5010/", "http://public.example:8443/" })
        {
            Assert.Equal("ok", await web.Client.GetStringAsync(new Uri(address)));
        }

        foreach (var address in new[] { "http://localhost:5011/", "http://localhost/", "http://127.0.0.2:5010/", "http://localhost:8443/", "http://public.example:5010/" })
        {
            await Assert.ThrowsAsync<RefusalException>(() => web.Client.GetAsync(new Uri(address)));
        }
    }

    [Fact]
    public async Task Tls_asks_for_the_name_of_the_host_whatever_its_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var web = await GuardedWeb.StartAsync(static _ => Task.CompletedTask);
        web.End = (IPEndPoint)listener.LocalEndpoint;
        string? name = null;
        var server = Task.Run(async () =>
        {
            using var connection = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(connection.GetStream());
            await tls.AuthenticateAsServerAsync((_, hello, _, _) =>
            {
                name = hello.ServerName;
                throw new AuthenticationException("That is all.");
            }, null);
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => web.Client.GetAsync(new Uri("https://secure.example./")));
        await Assert.ThrowsAsync<AuthenticationException>(() => server).WaitAsync(Eventually.Deadline);

        Assert.Equal("secure.example", name);
        Assert.Equal([new IPEndPoint(GuardedWeb.Public, 443)], web.Dialled);
    }

    /// <summary>Leads on, whatever is asked.</summary>
    private sealed class Redirecting(string to) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { RequestMessage = request };
            response.Headers.TryAddWithoutValidation("Location", to);
            return Task.FromResult(response);
        }
    }
}
