using System.Net;
using Nanobot.Services.Gateway.Browsers;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Browsers;

public sealed class BrowserOriginTests
{
    private const string Origin = "https://app.example";

    [Fact]
    public async Task A_page_of_a_configured_origin_may_ask_and_read_and_no_other_may()
    {
        await using var suite = await Suite.StartAsync(settings: [("Cors:Origins:0", "https://other.example:8443"), ("Cors:Origins:1", Origin), ("Cors:MaxAge", "00:01:00")]);

        // Browsers send no credential with it.
        using var preflight = await SendAsync(suite, HttpMethod.Options, "/reports", Origin, preflight: true);
        using var foreign = await SendAsync(suite, HttpMethod.Options, "/reports", "https://app.example.evil", preflight: true);
        using var refused = await SendAsync(suite, HttpMethod.Get, "/reports", Origin);
        using var answered = await SendAsync(suite, HttpMethod.Get, "/sessions", Origin, suite.Tenants.AddUserKey());
        using var elsewhere = await SendAsync(suite, HttpMethod.Get, "/sessions", "http://app.example", suite.Tenants.AddUserKey());

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal((Origin, "60", "POST"), (Single(preflight, "Access-Control-Allow-Origin"), Single(preflight, "Access-Control-Max-Age"),
            Single(preflight, "Access-Control-Allow-Methods")!.Split(',').Select(static method => method.Trim()).Single(static method => method == "POST")));
        Assert.Contains("idempotency-key", Single(preflight, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.Null(Single(foreign, "Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answered.StatusCode, elsewhere.StatusCode));
        Assert.All([refused, answered], static response => Assert.Equal(Origin, Single(response, "Access-Control-Allow-Origin")));
        Assert.All([refused, answered], static response => Assert.Equal("ETag,Retry-After,Location", Single(response, "Access-Control-Expose-Headers")));
        Assert.Null(Single(elsewhere, "Access-Control-Allow-Origin"));
        Assert.All([preflight, foreign, refused, answered, elsewhere], static response => Assert.Null(Single(response, "Access-Control-Allow-Credentials")));
        Assert.All([refused, answered, elsewhere], static response => Assert.Contains("Origin", response.Headers.Vary));
        Assert.DoesNotContain(suite["reports"].Seen, static seen => seen.Path == "/reports");
    }

    [Fact]
    public async Task Without_any_origin_no_page_may_read_anything_and_OPTIONS_tells_the_methods()
    {
        await using var suite = await Suite.StartAsync();

        using var preflight = await SendAsync(suite, HttpMethod.Options, "/reports", Origin, preflight: true);
        using var answered = await SendAsync(suite, HttpMethod.Get, "/sessions", Origin, suite.Tenants.AddUserKey());

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains("POST", preflight.Content.Headers.Allow);
        Assert.All([preflight, answered], static response => Assert.DoesNotContain(response.Headers, static header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain("Origin", answered.Headers.Vary);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("https://*.example")]
    [InlineData("https://app.example/")]
    [InlineData("https://app.example/path")]
    [InlineData("https://user@app.example")]
    [InlineData("ftp://app.example")]
    [InlineData("app.example")]
    [InlineData("")]
    public void What_is_no_exact_origin_ends_the_start_by_name(string origin)
    {
        var options = new BrowserOptions { Origins = { Origin, origin } };

        Assert.Contains("Cors:Origins:1 ", new BrowserOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_ages_and_too_many_origins_end_the_start_by_name()
    {
        var options = new BrowserOptions { MaxAge = TimeSpan.FromHours(25) };
        for (var i = 0; i < 65; i++)
        {
            options.Origins.Add($"https://app{i}.example");
        }

        Assert.Equal(["Cors:Origins has more than 64 entries.", "Cors:MaxAge must be between 0 and 24 hours."], new BrowserOptionsValidator().Validate(null, options).Failures);
        Assert.True(new BrowserOptionsValidator().Validate(null, new BrowserOptions { Origins = { Origin, "http://localhost:5173" } }).Succeeded);
    }

    private static Task<HttpResponseMessage> SendAsync(Suite suite, HttpMethod method, string path, string origin, string? key = null, bool preflight = false)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        if (preflight)
        {
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,idempotency-key");
        }

        return suite.Client.SendAsync(request);
    }

    private static string? Single(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;
}
