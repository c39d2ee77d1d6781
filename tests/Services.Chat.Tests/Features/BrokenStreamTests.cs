using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class BrokenStreamTests
{
    [Theory]
    [InlineData("module", 503, "MODULE_UNAVAILABLE")]
    [InlineData("database", 503, "DATABASE_UNAVAILABLE")]
    [InlineData("model", 502, "MODEL_UNAVAILABLE")]
    [InlineData("deadline", 503, "DEADLINE_EXCEEDED")]
    [InlineData("defect", 500, "INTERNAL_ERROR")]
    public async Task What_goes_away_after_the_first_word_is_told_by_its_code_as_it_would_be_before(string what, int status, string code)
    {
        using var log = new Records();
        await using var streaming = await ChatHost.StartAsync(configure: services => services.AddSingleton<IAgent>(new DoomedAgent(what, "first")).AddSingleton<ILoggerProvider>(log));
        await using var silent = await ChatHost.StartAsync(configure: services => services.AddSingleton<IAgent>(new DoomedAgent(what, null)).AddSingleton<ILoggerProvider>(log));
        using var client = streaming.For(TestContexts.User());
        using var other = silent.For(TestContexts.User());

        var (said, events) = await StreamAsync(client);
        var (refused, _) = await StreamAsync(other);

        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        Assert.Equal(["delta", "error"], events.Select(item => item.Event));
        var error = events[1].Data;
        Assert.Equal((status, code), (error.GetProperty("status").GetInt32(), error.Text("code")));
        Assert.NotEmpty(error.Text("trace_id"));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        var problem = await refused.RefusedAsync((HttpStatusCode)status, code);
        Assert.Equal(2, log.Written.Count(line => line.Contains(code, StringComparison.Ordinal)));
        foreach (var trace in new[] { error.Text("trace_id"), problem.Text("traceId") })
        {
            Assert.StartsWith($"{status} {code} in POST /chat: ", Assert.Single(log.Written, line => line.EndsWith($"(trace {trace})", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    private static async Task<(HttpResponseMessage Response, List<(string Event, JsonElement Data)> Events)> StreamAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.SendAsync(request);
        var events = new List<(string, JsonElement)>();
        if (response.IsSuccessStatusCode)
        {
            await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
            {
                events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
            }
        }

        return (response, events);
    }

    /// <summary>What is logged from warnings up.</summary>
    private sealed class Records : ILoggerProvider, ILogger
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
                Written.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Says a word, or none, and then finds something gone.</summary>
    private sealed class DoomedAgent(string what, string? word) : IAgent
    {
        public async Task<AgentOutcome> RunAsync(AgentRun run, IAgentObserver observer, CancellationToken cancellationToken)
        {
            if (word is not null)
            {
                await observer.TextAsync(word, cancellationToken);
            }

            throw what switch
            {
                "module" => new ModuleUnavailableException("tenants"),
                "database" => new NpgsqlException("secret host", new IOException()),
                "model" => new ModelUnavailableException("it cannot be reached", true),
                "deadline" => new TimeoutException("secret step"),
                _ => new InvalidOperationException("secret defect"),
            };
        }
    }
}
