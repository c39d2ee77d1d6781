using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

public sealed class AgentTelemetryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_are_counted_with_each_call_of_the_model_though_the_turn_fails(bool streamed)
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("half an") { BreaksOff = true });
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var tokens = new Tokens(ada);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = new StringContent("{\"message\":\"go\"}", null, "application/json") };
        if (streamed)
        {
            request.Headers.Accept.ParseAdd("text/event-stream");
        }
        else
        {
            var answer = model.Answer;
            model.Answer = (body, http) => model.Requests.Count == 1 ? answer(body, http) : FailAsync(http);
        }

        using var response = await client.SendAsync(request);
        var said = await response.Content.ReadAsStringAsync();

        Assert.Contains("MODEL_UNAVAILABLE", said, StringComparison.Ordinal);
        // Of a stream that breaks off, what was heard is estimated.
        Assert.True(streamed ? tokens.Prompt > 11 : tokens.Prompt == 11, $"{tokens.Prompt}");
        Assert.Equal(streamed ? 7 + 2 : 7, tokens.Completion);
    }

    [Fact]
    public async Task Each_call_of_the_model_and_of_a_tool_is_a_span_without_a_word_of_the_users()
    {
        var spans = new ConcurrentQueue<Activity>();
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Experimental.Microsoft.Extensions.AI",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_write", "{\"path\":\"a.md\",\"content\":\"secret-words\"}")), new ModelReply("secret-words are kept."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");

        await client.SayAsync("keep secret-words");

        var names = spans.Select(span => span.DisplayName).ToList();
        Assert.Equal(2, names.Count(name => name == "chat scripted-1"));
        Assert.Single(names, "execute_tool workspace_write");
        var chat = spans.First(span => span.DisplayName == "chat scripted-1");
        Assert.Equal((11, 7), (Convert.ToInt32(chat.GetTagItem("gen_ai.usage.input_tokens")), Convert.ToInt32(chat.GetTagItem("gen_ai.usage.output_tokens"))));
        Assert.DoesNotContain(spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("secret-words", StringComparison.Ordinal));
    }

    private static Task FailAsync(Microsoft.AspNetCore.Http.HttpContext http)
    {
        http.Response.StatusCode = (int)HttpStatusCode.BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>The tokens counted for one tenant.</summary>
    private sealed class Tokens : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _prompt;
        private long _completion;

        public Tokens(TenantContext context)
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "nanobot.chat.tokens")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                var all = tags.ToArray().ToDictionary();
                if (Equals(all["tenant.id"], context.TenantId))
                {
                    Interlocked.Add(ref Equals(all["kind"], "prompt") ? ref _prompt : ref _completion, count);
                }
            });
            _listener.Start();
        }

        public long Prompt => Interlocked.Read(ref _prompt);

        public long Completion => Interlocked.Read(ref _completion);

        public void Dispose() => _listener.Dispose();
    }
}
