using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Metering;

public sealed class LedgerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_ledger_says_of_a_call_is_what_the_server_counted_and_what_the_caller_is_told(bool streamed)
    {
        var provider = new CountingProvider();
        await using var server = await provider.StartAsync();
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();
        var runId = Guid.NewGuid();
        ChatResponse response;
        using (ModelRun.Begin("chat_turn", "a session", runId))
        {
            response = await host.AskAsync(ada, streamed: streamed);
        }

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("settled", provider.Prompt, provider.Completion, false, 1, "counting-1"), (call.State, call.Prompt, call.Completion, call.Estimated, call.Attempts, call.Model));
        Assert.Equal((call.Prompt, call.Completion, call.Prompt + call.Completion), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal(("chat_turn", runId, "ada"), (call.Purpose, call.RunId, call.UserId));
        Assert.True(call.Reserved >= 50);
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_server_does_not_count_the_house_does_and_says_so(bool streamed)
    {
        var provider = new CountingProvider { TellsUsage = false };
        await using var server = await provider.StartAsync();
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();

        var response = await host.AskAsync(ada, "twelve chars", streamed: streamed);

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("settled", 3L, 20L, true), (call.State, call.Prompt, call.Completion, call.Estimated));
        Assert.Equal((3L, 20L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task The_offline_model_is_counted_too_and_costs_nothing()
    {
        await using var host = await MeteringHost.StartAsync();
        var ada = TestContexts.User();

        var response = await host.AskAsync(ada);

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("settled", "offline", "unversioned", 0L, false), (call.State, call.Model, call.PriceVersion, call.Cost, call.Estimated));
        Assert.Equal(response.Usage!.TotalTokenCount, call.Prompt + call.Completion);
    }

    [Fact]
    public async Task Thoughts_and_what_the_server_still_knew_are_kept_apart()
    {
        await using var server = await ScriptedModel.StartAsync(static (_, http) => http.Response.WriteAsync("""
            {"model":"m","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":100,"completion_tokens":40,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":30}}}
            """));
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();

        await host.AskAsync(ada);

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal((100L, 40L, 30L, 64L), (call.Prompt, call.Completion, call.Reasoning, call.Cached));
    }

    [Fact]
    public async Task An_attempt_that_the_server_refused_costs_nothing_and_one_that_broke_off_what_was_received()
    {
        var attempt = 0;
        await using var server = await ScriptedModel.StartAsync((request, http) => ++attempt switch
        {
            1 => Refuse(http),
            2 => BreakOffAsync(http, "12345678"),
            _ => new ModelReply("Fine.") { PromptTokens = 11, CompletionTokens = 7 }.WriteAsync(http, request),
        });
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();

        var response = await host.AskAsync(ada, "12345678");

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("settled", 3, true), (call.State, call.Attempts, call.Estimated));
        Assert.Equal((11L + 2, 7L + 2), (call.Prompt, call.Completion));
        Assert.Equal(call.Prompt, response.Usage!.InputTokenCount);
    }

    [Fact]
    public async Task The_server_is_told_which_call_it_answers_and_which_attempt_it_is()
    {
        var told = new List<string>();
        await using var server = await ScriptedModel.StartAsync((request, http) =>
        {
            told.Add(http.Request.Headers["X-Client-Request-Id"].ToString());
            return told.Count == 1 ? Refuse(http) : new ModelReply("Fine.").WriteAsync(http, request);
        });
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();

        await host.AskAsync(ada);

        var call = Assert.Single(await host.QueryAsync("select call_id from nanobot.model_calls where tenant_id = $1", static row => row.GetGuid(0), ada.RequiredTenantId));
        Assert.Equal([$"{call}-1", $"{call}-2"], told);
    }

    [Fact]
    public async Task Calls_that_end_and_calls_that_are_refused_are_measured()
    {
        await using var server = await new CountingProvider { Words = 10, TellsUsage = false }.StartAsync();
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Limits:Tiers:professional:tokens_per_day", "60")]);
        var measured = new ConcurrentQueue<string>();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Nanobot.Ledger" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => tag.Value))}"));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured.Enqueue($"{instrument.Name} {value}"));
        listener.Start();
        var ada = TestContexts.User();
        await host.AskAsync(ada, output: 50);

        await Assert.ThrowsAsync<TokenBudgetException>(() => host.AskAsync(ada, output: 50));

        listener.RecordObservableInstruments();
        Assert.Equal(
            [
                $"nanobot.ledger.calls 1 {ada.RequiredTenantId} settled True", "nanobot.ledger.calls.owed 0", "nanobot.ledger.calls.running 0",
                $"nanobot.ledger.refusals 1 {ada.RequiredTenantId} QUOTA_EXCEEDED tokens_per_day",
            ],
            measured.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_that_failed_is_counted_by_what_the_server_had_said()
    {
        await using var server = await ScriptedModel.StartAsync(static (_, http) => http.Response.WriteAsync(
            "data: {\"choices\":[{\"delta\":{\"content\":\"well\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\ndata: {\"error\":{\"message\":\"no\"}}\n\n"));
        await using var host = await MeteringHost.StartAsync([.. server.Settings, new("Ai:MaximumRetries", "0")]);
        var ada = TestContexts.User();

        await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync(ada, streamed: true));

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("failed", 9L, 4L, false), (call.State, call.Prompt, call.Completion, call.Estimated));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_has_cost_nothing()
    {
        await using var host = await MeteringHost.StartAsync([new("Ai:Endpoint", "http://127.0.0.1:9/v1"), new("Ai:ApiKey", "x"), new("Ai:Model", "m"), new("Ai:RetryDelay", "00:00:00.001")]);
        var ada = TestContexts.User();

        await Assert.ThrowsAsync<ModelUnavailableException>(() => host.AskAsync(ada));

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("failed", 0L, 0L, 3), (call.State, call.Prompt, call.Completion, call.Attempts));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_the_first_word_has_cost_its_prompt()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await ScriptedModel.StartAsync(async (_, http) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        await using var host = await MeteringHost.StartAsync(server.Settings);
        var ada = TestContexts.User();
        using (TenantScope.Begin(ada))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Model.GetResponseAsync("12345678", cancellationToken: cancel.Token));
        }

        var call = Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("failed", 2L, 0L, true), (call.State, call.Prompt, call.Completion, call.Estimated));
        await host.ExpectSettledAsync(ada.RequiredTenantId);
    }

    [Fact]
    public async Task Nobody_calls_the_model_without_a_tenant()
    {
        await using var host = await MeteringHost.StartAsync();

        var refused = await Assert.ThrowsAsync<TokenBudgetException>(() => host.Model.GetResponseAsync("hello"));
        using var scope = TenantScope.Begin(TestContexts.Operator);
        var withoutTenant = await Assert.ThrowsAsync<TokenBudgetException>(() => host.Model.GetResponseAsync("hello"));

        Assert.Equal(["TENANT_REQUIRED", "TENANT_REQUIRED"], [refused.Refusal.Code, withoutTenant.Refusal.Code]);
        Assert.Equal(0, await host.SumAsync(TestContexts.NewTenantId()));
    }

    [Fact]
    public async Task One_tenant_sees_no_calls_of_another()
    {
        await using var host = await MeteringHost.StartAsync();
        var (ada, eve) = (TestContexts.User(), TestContexts.User("eve"));
        await host.AskAsync(ada);

        var seen = await host.Services.GetDb().QueryAsync(eve, new("select tenant_id from nanobot.model_calls union all select tenant_id from nanobot.model_budgets"), static row => row.GetString(0), default);

        Assert.Empty(seen);
        Assert.Single(await host.CallsAsync(ada.RequiredTenantId));
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private static async Task BreakOffAsync(HttpContext http, string said)
    {
        http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(new { choices = new[] { new { delta = new { content = said } } } })}\n\n");
    }
}
