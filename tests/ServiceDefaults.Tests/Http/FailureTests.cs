using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>What fails is answered, logged and traced, whichever way it leaves the endpoint.</summary>
public sealed class FailureTests : IAsyncLifetime, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();
    private Activity? _span;
    private ActivityListener _listener = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        builder.AddServiceDefaults("test");
        builder.Logging.AddProvider(this);
        _app = builder.Build();
        _app.Use((http, next) =>
        {
            _span = Activity.Current;
            return next(http);
        });
        _app.UseServiceDefaults();
        var open = _app.MapGroup("").AllowAnonymous();
        open.MapGet("/returned", static () => Refusals.Unavailable("AWAY", "It is away."));
        open.MapGet("/database", static string () => throw new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)));
        open.MapGet("/module", static string () => throw new ModuleUnavailableException("reports", new HttpRequestException("refused")));
        open.MapGet("/slow", static string () => throw new TimeoutException());
        open.MapGet("/broken", static string () => throw new InvalidOperationException("It broke."));
        open.MapGet("/quiet", static string () => throw new Quiet(new HttpRequestException("what somebody wrote")));
        open.MapGet("/elsewhere", static () => Refusals.Unavailable("AWAY", "It is away.") with { IsToldElsewhere = true });
        open.MapGet("/refused", static string () => throw new RefusalException(Refusals.NotFound("X_NOT_FOUND", "x")));
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _listener.Dispose();
    }

    [Theory]
    [InlineData("/returned", "AWAY")]
    [InlineData("/database", "DATABASE_UNAVAILABLE")]
    public async Task A_refusal_tells_when_to_try_again_whether_it_is_returned_or_thrown(string path, string code)
    {
        using var response = await _app.GetTestClient().GetAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.Contains($"\"code\":\"{code}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/database", "DATABASE_UNAVAILABLE", "SocketException")]
    [InlineData("/module", "MODULE_UNAVAILABLE", "HttpRequestException")]
    [InlineData("/slow", "DEADLINE_EXCEEDED", "TimeoutException")]
    public async Task What_becomes_a_503_is_logged_once_with_its_code_and_cause_and_recorded_on_the_span(string path, string code, string cause)
    {
        using var response = await _app.GetTestClient().GetAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var (level, text) = Assert.Single(_log, entry => entry.Text.Contains(code, StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains(cause, text, StringComparison.Ordinal);
        Assert.Contains(path, text, StringComparison.Ordinal);
        Assert.Equal(ActivityStatusCode.Error, _span!.Status);
        Assert.Contains(_span.Events, one => one.Name == "exception");
    }

    [Theory]
    [InlineData("/returned", "AWAY", "It is away.")]
    [InlineData("/database", "DATABASE_UNAVAILABLE", "Failed to connect")]
    [InlineData("/module", "MODULE_UNAVAILABLE", "refused")]
    [InlineData("/slow", "DEADLINE_EXCEEDED", "TimeoutException")]
    [InlineData("/broken", "INTERNAL_ERROR", "It broke.")]
    [InlineData("/quiet", "MODEL_UNAVAILABLE", "HttpRequestException")]
    public async Task Each_refusal_that_is_not_the_callers_doing_is_one_record_with_the_trace_that_its_answer_names(string path, string code, string reason)
    {
        using var response = await _app.GetTestClient().GetAsync(path);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var trace = body.RootElement.GetProperty("traceId").GetString()!;

        var (_, text) = Assert.Single(_log, static entry => entry.Level >= LogLevel.Warning);
        Assert.Contains($" {code} in GET {path}: ", text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.EndsWith($"(trace {trace})", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what somebody wrote", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("detail")]
    [InlineData("code")]
    public void A_refusal_gives_no_member_a_name_that_its_document_has_already(string name) => Assert.Contains(name,
        Assert.Throws<ArgumentException>(() => Refusals.Unavailable("AWAY", "It is away.") with { Members = new Dictionary<string, object?> { [name] = 1 } }).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_told_elsewhere_in_bounds_is_no_record()
    {
        using var response = await _app.GetTestClient().GetAsync("/elsewhere");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain(_log, static entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_refusal_that_is_the_callers_own_fault_is_not_logged()
    {
        using var response = await _app.GetTestClient().GetAsync("/refused");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(_log, entry => entry.Level >= LogLevel.Warning);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue((logLevel, formatter(state, exception)));

    void IDisposable.Dispose()
    {
    }

    private sealed class Quiet(Exception inner) : Exception("The model is away.", inner), IRefused
    {
        public Refusal Refusal => Refusals.ModelUnavailable(Message);

        public bool HidesCause => true;
    }
}
