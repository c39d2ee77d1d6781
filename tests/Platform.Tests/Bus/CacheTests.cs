using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Redis;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Platform.Tests.Messaging;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Bus;

public sealed class CacheTests
{
    [Fact]
    public async Task Without_Redis_a_service_starts_and_is_degraded_and_its_health_follows_Redis_coming_and_going()
    {
        using var redis = new OwnRedis();
        await using var app = await StartAsync(redis);

        await HealthIsAsync(app, HttpStatusCode.OK, "degraded");
        redis.Start();
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");
        redis.Kill();
        await HealthIsAsync(app, HttpStatusCode.OK, "degraded");
    }

    [Fact]
    public async Task While_Redis_is_away_a_command_fails_at_once()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var app = await StartAsync(redis);
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");
        redis.Kill();
        await HealthIsAsync(app, HttpStatusCode.OK, "degraded");

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAnyAsync<RedisConnectionException>(() => Database(app).PingAsync());
        }

        // A single one that waits for Redis would take its whole time-out.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task The_health_check_of_a_Redis_that_hangs_ends_at_its_own_deadline()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var app = await StartAsync(redis);
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");
        await using (var administrator = await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin=true"))
        {
            await administrator.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", 120_000, "ALL");
        }

        var report = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        redis.Kill();

        Assert.Equal((HealthStatus.Degraded, "It does not answer in time."), (report.Entries["redis"].Status, report.Entries["redis"].Description));
    }

    [Fact]
    public async Task A_Redis_that_goes_and_comes_back_is_a_line_in_the_log_each_and_no_stack_trace()
    {
        using var redis = new OwnRedis();
        var log = new Records();
        redis.Start();
        await using var app = await StartAsync(redis, log: log);
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");
        // A probe that came before Redis had started has said so already.
        var told = log.Lines.Count();
        redis.Kill();
        await HealthIsAsync(app, HttpStatusCode.OK, "degraded");
        for (var i = 0; i < 50; i++)
        {
            await HealthIsAsync(app, HttpStatusCode.OK, "degraded");
        }

        redis.Start();
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");

        Assert.Equal([LogLevel.Warning, LogLevel.Information], log.Lines.Skip(told).Where(line => line.Text.StartsWith("The store redis ", StringComparison.Ordinal)).Select(line => line.Level));
        Assert.DoesNotContain(log.Lines, line => line.Exception is not null);
    }

    [Fact]
    public async Task The_products_connection_may_not_administer_Redis()
    {
        using var redis = new OwnRedis();
        redis.Start();
        await using var app = await StartAsync(redis);
        await HealthIsAsync(app, HttpStatusCode.OK, "healthy");

        await Assert.ThrowsAsync<RedisCommandException>(() => Database(app).ExecuteAsync("FLUSHDB"));
    }

    private static IDatabase Database(WebApplication app) => app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    private static async Task<WebApplication> StartAsync(OwnRedis redis, Records? log = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        builder.Configuration["ConnectionStrings:cache"] = redis.Connection;
        builder.AddServiceDefaults("test");
        builder.AddModuleCache("cache");
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync();
        return app;
    }

    private static Task HealthIsAsync(WebApplication app, HttpStatusCode status, string redis) => Eventually.TrueAsync(async () =>
    {
        using var response = await app.GetTestClient().GetAsync("/health");
        var checks = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks");
        return response.StatusCode == status
            && checks.EnumerateObject().Select(check => (check.Name, check.Value.GetString())).SequenceEqual([("redis", redis)]);
    });

    private sealed class Records : ILoggerProvider
    {
        public ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(Lines);

        public void Dispose()
        {
        }

        private sealed class Logger(ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue((logLevel, formatter(state, exception), exception));
        }
    }
}
