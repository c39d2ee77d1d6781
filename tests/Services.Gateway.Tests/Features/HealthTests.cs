using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Gateway.Tests.Credentials.Jwt;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class HealthTests
{
    [Fact]
    public async Task With_all_modules_healthy_the_suite_is()
    {
        await using var suite = await Suite.StartAsync();

        using var response = await suite.GetAsync("/health");
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("healthy", body.GetProperty("status").GetString());
        Assert.Equal("0.1.0", body.GetProperty("version").GetString());
        Assert.True(body.GetProperty("timestamp").TryGetDateTimeOffset(out _));
        Assert.Equal(["gateway", "tenants", "chat", "reports", "scheduler"], body.GetProperty("services").EnumerateObject().Select(member => member.Name));
        Assert.All(body.GetProperty("services").EnumerateObject(), member => Assert.Equal("healthy", member.Value.GetString()));
    }

    [Fact]
    public async Task A_module_that_is_away_or_unwell_is_named_and_the_gateway_stays_alive()
    {
        await using var suite = await Suite.StartAsync(map: (module, app) =>
        {
            if (module == "reports")
            {
                app.MapGet("/health", () => Results.Json(new { status = "unhealthy" }, statusCode: 503)).WithOrder(-1);
            }
            else if (module == "scheduler")
            {
                app.MapGet("/health", () => "fine").WithOrder(-1);
            }
        });
        await suite.StopModuleAsync("chat");

        using var response = await suite.GetAsync("/health");
        var services = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("services");
        using var alive = await suite.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("unreachable", services.GetProperty("chat").GetString());
        Assert.Equal("unhealthy", services.GetProperty("reports").GetString());
        Assert.Equal("unhealthy", services.GetProperty("scheduler").GetString());
        Assert.Equal("healthy", services.GetProperty("tenants").GetString());
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task A_module_that_is_silent_is_unreachable_after_its_deadline()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time, (module, app) =>
        {
            if (module == "chat")
            {
                app.MapGet("/health", async () =>
                {
                    asked.TrySetResult();
                    await release.Task.WaitAsync(Eventually.Deadline);
                }).WithOrder(-1);
            }
        });
        var asking = suite.GetAsync("/health");
        await asked.Task.WaitAsync(Eventually.Deadline);
        time.Advance(TimeSpan.FromSeconds(3));

        using var response = await asking.WaitAsync(Eventually.Deadline);

        Assert.Equal("unreachable", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("services").GetProperty("chat").GetString());
        release.SetResult();
    }

    [Fact]
    public async Task A_check_of_the_gateway_that_does_not_end_makes_it_unhealthy_and_hides_no_state()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time, (module, app) =>
        {
            if (module == "chat")
            {
                app.MapGet("/health", () =>
                {
                    asked.TrySetResult();
                    return Results.Json(new { status = "healthy" });
                }).WithOrder(-1);
            }
        }, services => services.AddHealthChecks().AddAsyncCheck("slow", async () =>
        {
            await release.Task.WaitAsync(Eventually.Deadline);
            return HealthCheckResult.Healthy();
        }));
        var asking = suite.GetAsync("/health");
        // Others have it checked too: that a module is asked says that this request has begun.
        await asked.Task.WaitAsync(Eventually.Deadline);
        time.Advance(TimeSpan.FromSeconds(3));

        using var response = await asking.WaitAsync(Eventually.Deadline);

        var services = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("services");
        Assert.Equal("unhealthy", services.GetProperty("gateway").GetString());
        Assert.Equal(5, services.EnumerateObject().Count());
        release.SetResult();
    }

    [Fact]
    public async Task Modules_are_asked_once_a_second_however_many_want_to_know()
    {
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => suite.GetAsync("/health")));
        Assert.Single(suite["chat"].Seen, seen => seen.Path == "/health");

        time.Advance(TimeSpan.FromSeconds(1));
        await suite.GetAsync("/health");
        Assert.Equal(2, suite["chat"].Seen.Count(seen => seen.Path == "/health"));
    }

    [Fact]
    public async Task While_a_module_is_unwell_it_is_asked_five_times_a_second()
    {
        var unwell = true;
        var time = new FakeTimeProvider(TestTokens.Now);
        await using var suite = await Suite.StartAsync(time, (module, app) =>
        {
            if (module == "chat")
            {
                app.MapGet("/health", () => unwell ? Results.Json(new { status = "unhealthy" }, statusCode: 503) : Results.Json(new { status = "healthy" }))
                    .WithOrder(-1);
            }
        });
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);
        Volatile.Write(ref unwell, false);
        await AnswersAsync(HttpStatusCode.ServiceUnavailable);

        time.Advance(TimeSpan.FromMilliseconds(200));
        await AnswersAsync(HttpStatusCode.OK);

        async Task AnswersAsync(HttpStatusCode expected)
        {
            using var response = await suite.GetAsync("/health");
            Assert.Equal(expected, response.StatusCode);
        }
    }
}
