using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class AgentLogTests
{
    [Fact]
    public async Task Even_the_finest_log_has_no_word_of_the_users_the_tools_or_the_models_server()
    {
        using var log = new Lines();
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_write", "{\"path\":\"a.md\",\"content\":\"secret-words\"}"), ("c2", "workspace_read", "{\"path\":\"a.md\"}")),
            new ModelReply("secret-words are kept."));
        await using var host = await ChatHost.StartAsync(
            model, new() { ["Logging:LogLevel:Default"] = "Trace" }, services => services.AddSingleton<ILoggerProvider>(log));
        using var client = host.For(TestContexts.User());

        var session = (await client.SayAsync("keep secret-words")).Text("session_id");
        model.Answer = static (_, http) =>
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return http.Response.WriteAsync("{\"error\":{\"message\":\"secret-words\"}}");
        };
        using var failed = await client.ChatAsync("more secret-words", session);

        Assert.Contains(log.Written, line => line.Contains("A turn ended without an answer of the model", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, line => line.Contains("secret-words", StringComparison.Ordinal));
    }

    /// <summary>Every log record with its exception.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
