using System.Globalization;
using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.OpenAi;
using Nanobot.Platform.Tests.Ai.Answers;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Ai;

/// <summary>A server that says when it wants to be asked again is asked then, or not at all.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Now);

    [Theory]
    [InlineData(429, "Retry-After", "20")]
    [InlineData(503, "Retry-After", "20")]
    [InlineData(503, "Retry-After", "19.5")]
    [InlineData(429, "Retry-After", "Sun, 01 Mar 2026 12:00:20 GMT")]
    [InlineData(429, "retry-after-ms", "20000")]
    [InlineData(429, "Retry-After", "Sunday, 01-Mar-26 12:00:20 GMT")]
    [InlineData(429, "Retry-After", "2026-03-01T12:00:20Z")]
    [InlineData(429, "Retry-After", "Sun, 01 Mar 2026 13:00:20 +0100")]
    [InlineData(429, "Retry-After", " 20 ")]
    [InlineData(503, "Retry-After", "20", "retry-after-ms", "NaN")]
    [InlineData(503, "Retry-After", "20", "retry-after-ms", "soon")]
    public async Task The_next_attempt_comes_no_sooner_than_asked_and_not_much_later(int status, string header, string value, params string[] more)
    {
        foreach (var streamed in new[] { false, true })
        {
            var clock = new FakeTimeProvider(Now);
            using var server = new Busy(status, header, value, 1, clock) { More = more };
            var asked = AskAsync(server, clock, streamed);

            await PassAsync(clock, asked, TimeSpan.FromMilliseconds(500));

            Assert.Equal("Here.", (await asked).Text);
            Assert.Equal(2, server.Requests.Count);
            Assert.InRange(server.Requests[1] - server.Requests[0], TimeSpan.FromSeconds(19.5), TimeSpan.FromSeconds(24));
        }
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("Sun, 01 Mar 2026 12:30:00 GMT", 1800)]
    [InlineData("120", 120)]
    [InlineData("99999999999", 86400)]
    [InlineData("99999999999999999999999999", 86400)]
    public async Task A_wait_beyond_the_deadline_is_handed_on_at_once(string value, int seconds)
    {
        using var server = new Busy(429, "Retry-After", value, int.MaxValue, _clock);

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(server, _clock, streamed: false).WaitAsync(Eventually.Deadline));

        Assert.Single(server.Requests);
        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.Refusal.RetryAfter);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"HTTP 429 and may be asked again in {seconds} s"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("Thu, 01 Jan 2026 00:00:00 GMT")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    [InlineData("1, 2")]
    [InlineData("2020-01-01")]
    [InlineData("12:00")]
    [InlineData("Sun, 99 Mar 2026 12:00:20 GMT")]
    public async Task A_wait_that_is_none_leaves_the_usual_one_and_the_limit_of_attempts(string value)
    {
        using var server = new Busy(503, "Retry-After", value, int.MaxValue, _clock);
        var asked = AskAsync(server, _clock, streamed: true);

        await PassAsync(_clock, asked, TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAsync<ModelUnavailableException>(() => asked);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("{\"error\":\"busy\"}")]
    [InlineData("{\"error\":{\"code\":429,\"message\":null}}")]
    [InlineData("{\"error\":{\"code\":{\"a\":1},\"message\":[7],\"type\":true,\"param\":{}}}")]
    [InlineData("{\"error\":[{\"message\":\"busy\"}]}")]
    [InlineData("{\"error\":null}")]
    [InlineData("{\"error\":{\"message\":\"\\ud83d\"}}")]
    [InlineData("[{\"error\":{\"code\":429}}]")]
    [InlineData("{\"detail\":\"busy\"}")]
    [InlineData("{\"err")]
    [InlineData("7")]
    public async Task A_refusal_is_known_by_its_status_whatever_its_body_says(string body)
    {
        foreach (var streamed in new[] { false, true })
        {
            using var server = new Busy(429, "Retry-After", "3600", int.MaxValue, _clock) { Body = body };

            var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => AskAsync(server, _clock, streamed).WaitAsync(Eventually.Deadline));

            Assert.Contains("HTTP 429 and may be asked again in 3600 s", failure.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Lets time pass step by step until <paramref name="asked"/> has ended.</summary>
    private static Task PassAsync(FakeTimeProvider clock, Task asked, TimeSpan step) => Eventually.TrueAsync(() =>
    {
        clock.Advance(asked.IsCompleted ? TimeSpan.Zero : step);
        return Task.FromResult(asked.IsCompleted);
    });

    private static async Task<ChatResponse> AskAsync(Busy server, TimeProvider clock, bool streamed)
    {
        var options = new ModelOptions { Endpoint = "http://model.invalid/v1", ApiKey = "tests-only", Model = "m", Timeout = TimeSpan.FromMinutes(1), RetryDelay = TimeSpan.FromMilliseconds(50) };
        var model = OpenAiServer.Create(options, clock, new Random(1), server);
        return streamed
            ? await model.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hi")]).ToChatResponseAsync()
            : await model.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")]);
    }

    /// <summary>Refuses so many times, then answers.</summary>
    private sealed class Busy(int status, string header, string value, int times, TimeProvider clock) : HttpMessageHandler
    {
        public List<DateTimeOffset> Requests { get; } = [];

        public IReadOnlyList<string> More { get; init; } = [];

        public string? Body { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(clock.GetUtcNow());
            if (Requests.Count > times)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Forms.Whole("{\"content\":\"Here.\"}")) });
            }

            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = Body is null ? null : new StringContent(Body, null, "application/json") };
            response.Headers.TryAddWithoutValidation(header, value);
            foreach (var pair in More.Chunk(2))
            {
                response.Headers.TryAddWithoutValidation(pair[0], pair[1]);
            }

            return Task.FromResult(response);
        }
    }
}
