using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Operations;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class ForwardingTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task An_event_stream_arrives_event_by_event()
    {
        var next = new SemaphoreSlim(0);
        await using var suite = await Suite.StartAsync(map: (module, app) =>
        {
            if (module == "chat")
            {
                app.MapPost("/chat", async http =>
                {
                    http.Response.ContentType = "text/event-stream";
                    for (var i = 0; i < 3; i++)
                    {
                        await http.Response.WriteAsync($"data: {i}\n\n");
                        await http.Response.Body.FlushAsync();
                        await next.WaitAsync(Eventually.Deadline);
                    }
                });
            }
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("X-API-Key", suite.Tenants.AddUserKey());
        using var response = await suite.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        for (var i = 0; i < 3; i++)
        {
            // The module writes the next event only after this one was read here: a buffer in between would hang.
            Assert.Equal($"data: {i}", await reader.ReadLineAsync().WaitAsync(Eventually.Deadline));
            Assert.Equal("", await reader.ReadLineAsync().WaitAsync(Eventually.Deadline));
            next.Release();
        }
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_modules_work()
    {
        var ended = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        await using var suite = await Suite.StartAsync(map: (module, app) =>
        {
            if (module == "chat")
            {
                app.MapGet("/sessions", async http =>
                {
                    begun.SetResult();
                    http.RequestAborted.Register(() => ended.TrySetResult());
                    await ended.Task.WaitAsync(Eventually.Deadline);
                });
            }
        });
        using var gone = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("X-API-Key", suite.Tenants.AddUserKey());
        var sending = suite.Client.SendAsync(request, gone.Token);
        await begun.Task.WaitAsync(Eventually.Deadline);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Eventually.Deadline));
        await ended.Task.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task A_module_that_is_away_is_answered_with_a_problem_that_names_it_and_says_when_to_come_back()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddUserKey();
        await suite.StopModuleAsync("reports");

        using var response = await suite.GetAsync("/reports", key);

        var problem = await Problem.AssertAsync(response, HttpStatusCode.BadGateway, "MODULE_UNAVAILABLE");
        Assert.Contains("reports", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_module_that_stays_silent_is_given_up()
    {
        var release = new TaskCompletionSource();
        await using var suite = await Suite.StartAsync(
            map: (module, app) =>
            {
                if (module == "chat")
                {
                    app.MapGet("/sessions", _ => release.Task.WaitAsync(Eventually.Deadline));
                }
            },
            settings: ("Proxy:ActivityTimeout", "00:00:01"));

        using var response = await suite.GetAsync("/sessions", suite.Tenants.AddUserKey());

        await Problem.AssertAsync(response, HttpStatusCode.GatewayTimeout, "MODULE_UNAVAILABLE");
        release.SetResult();
    }

    [Fact]
    public async Task A_refusal_of_the_module_passes_unchanged()
    {
        await using var suite = await Suite.StartAsync(map: (module, app) =>
        {
            if (module == "reports")
            {
                app.MapGet("/reports/{id}", () => Results.Problem(statusCode: 404, extensions: new Dictionary<string, object?> { ["code"] = "REPORT_NOT_FOUND" }));
                app.MapGet("/reports", () => Results.StatusCode(503));
            }
        });
        var key = suite.Tenants.AddUserKey();

        using var missing = await suite.GetAsync("/reports/1", key);
        using var broken = await suite.GetAsync("/reports", key);

        await Problem.AssertAsync(missing, HttpStatusCode.NotFound, "REPORT_NOT_FOUND");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_one_megabyte_is_refused_whether_or_not_it_says_its_length(bool chunked)
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddUserKey();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new ByteArrayContent(new byte[Megabyte + 1]) };
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await suite.Client.SendAsync(request);

        await Problem.AssertAsync(response, HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_operation_that_takes_more_gets_more_and_no_other_does(bool chunked)
    {
        await using var suite = await Suite.StartAsync();
        var (key, largest) = (suite.Tenants.AddUserKey(), (int)Operations.Chat.ImportWorkspace.LargestBody);

        // The server counts the frames of chunks too.
        Assert.Equal(HttpStatusCode.OK, (await ImportAsync(largest - (chunked ? Megabyte : 0))).StatusCode);
        await Problem.AssertAsync(await ImportAsync(largest + 1), HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE");

        async Task<HttpResponseMessage> ImportAsync(int octets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/workspace/import") { Content = new ByteArrayContent(new byte[octets]) };
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
            request.Headers.TransferEncodingChunked = chunked;
            return await suite.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_body_of_one_megabyte_passes()
    {
        await using var suite = await Suite.StartAsync();

        using var response = await suite.SendAsync(HttpMethod.Post, "/chat", suite.Tenants.AddUserKey(), new ByteArrayContent(new byte[Megabyte]));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    public async Task The_trace_of_the_client_goes_on_in_the_module_whether_it_is_recorded_or_not(string flags)
    {
        await using var suite = await Suite.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.TryAddWithoutValidation("X-API-Key", suite.Tenants.AddUserKey());
        request.Headers.TryAddWithoutValidation("traceparent", $"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}");

        using var response = await suite.Client.SendAsync(request);

        var parent = Assert.Single(suite["chat"].Seen, seen => seen.Path == "/sessions").Single("traceparent");
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", parent, StringComparison.Ordinal);
        Assert.EndsWith($"-{flags}", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", parent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_header_is_refused_and_the_connection_survives_nothing_worse()
    {
        await using var suite = await Suite.StartAsync();

        var (status, _) = await RawHttp.SendAsync(suite.Address, "GET /sessions HTTP/1.1", $"Authorization: Bearer {new string('a', 40_000)}");

        Assert.Equal(431, status);
        using var alive = await suite.GetAsync("/alive");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal("""{"status":"healthy"}""", Encoding.UTF8.GetString(await alive.Content.ReadAsByteArrayAsync()));
    }
}
