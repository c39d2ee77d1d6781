using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Hosting;

/// <summary>Stops of a real server while something runs.</summary>
public sealed class ShutdownTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public void A_stop_waits_25_seconds_or_as_long_as_configured()
    {
        Assert.Equal(TimeSpan.FromSeconds(25), Limit(null));
        Assert.Equal(TimeSpan.FromSeconds(90), Limit("00:01:30"));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:10:01")]
    public void An_impossible_limit_ends_the_start_with_its_key(string value) =>
        Assert.Equal("Hosting:ShutdownTimeout must be from 00:00:01 to 00:10:00", Assert.Throws<OptionsValidationException>(() => Limit(value)).Message);

    [Fact]
    public void A_limit_that_is_no_time_ends_the_start_with_its_key() =>
        Assert.Contains("Hosting:ShutdownTimeout", Assert.Throws<StartupException>(() => Limit("soon")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_request_that_runs_when_the_stop_is_asked_for_ends_and_the_stop_with_it()
    {
        // Ten minutes: a stop that waited for its limit would not end within the test's deadline.
        await using var app = await StartAsync("00:10:00");
        using var http = new HttpClient();
        var answering = http.GetAsync(new Uri(app.Urls.Single()));
        await _entered.Task.WaitAsync(Eventually.Deadline);

        var stopping = app.StopAsync();
        await Eventually.TrueAsync(() => RefusesAsync(app));
        Assert.False(stopping.IsCompleted);
        Assert.False(answering.IsCompleted);
        _finish.SetResult();

        using var answer = await answering.WaitAsync(Eventually.Deadline);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("done", await answer.Content.ReadAsStringAsync());
        await stopping.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task A_request_that_does_not_end_is_cut_off_at_the_limit()
    {
        await using var app = await StartAsync("00:00:01");
        using var http = new HttpClient();
        var answering = http.GetAsync(new Uri(app.Urls.Single()));
        await _entered.Task.WaitAsync(Eventually.Deadline);

        await app.StopAsync().WaitAsync(Eventually.Deadline);

        await _left.Task.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<HttpRequestException>(() => answering.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_stop_does_not_wait_where_nothing_runs()
    {
        await using var app = await StartAsync("00:10:00");
        using var http = new HttpClient();
        _finish.SetResult();
        // Its connection stays open, as a client's pool keeps it.
        using var answer = await http.GetAsync(new Uri(app.Urls.Single()));

        await app.StopAsync().WaitAsync(Eventually.Deadline);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static TimeSpan Limit(string? configured)
    {
        using var services = (ServiceProvider)Build(configured).Services;
        return services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    }

    private static WebApplication Build(string? limit)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(limit is null ? [] : [new("Hosting:ShutdownTimeout", limit)]);
        builder.AddShutdownLimit();
        return builder.Build();
    }

    private static async Task<bool> RefusesAsync(WebApplication app)
    {
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(new Uri(app.Urls.Single() + "/other"));
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    private async Task<WebApplication> StartAsync(string limit)
    {
        var app = Build(limit);
        app.MapGet("/other", static () => "served");
        app.MapGet("/", async (HttpContext http) =>
        {
            _entered.TrySetResult();
            try
            {
                await _finish.Task.WaitAsync(http.RequestAborted);
                return "done";
            }
            finally
            {
                _left.TrySetResult();
            }
        });
        await app.StartAsync();
        return app;
    }
}
