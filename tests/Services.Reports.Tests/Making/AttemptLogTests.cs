using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Ai;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

public sealed class AttemptLogTests
{
    [Fact]
    public async Task The_log_has_why_an_attempt_failed_without_what_the_models_server_sent()
    {
        var lines = new Lines();
        await using var own = new ReportsSuite(services => services.AddSingleton<ILoggerProvider>(lines));
        own.Peer.Quotes("LOG", "2026-11-19,1,2,1,1.5,10");
        var user = own.User(new Watchlist(Stocks: ["LOG"]));
        own.Model(user, static (_, _) => throw new ModelUnavailableException("it answered with HTTP 503", true, new InvalidOperationException("your prompt was: secret")));

        var report = await own.MakeAsync(user);

        Assert.Equal(["without_words"], report.Degradations);
        var line = Assert.Single(lines.Written, line => line.Contains("was not made at attempt 1", StringComparison.Ordinal));
        Assert.Contains("it answered with HTTP 503. < InvalidOperationException", line, StringComparison.Ordinal);
        Assert.DoesNotContain(lines.Written, static written => written.Contains("secret", StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Written.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
