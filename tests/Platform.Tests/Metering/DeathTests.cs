using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>Processes that die while the model answers them.</summary>
public sealed class DeathTests
{
    private const string TenTokens = "0123456789012345678901234567890123456789";
    private const int Ahead = 4;

    private static readonly KeyValuePair<string, string?>[] Settings =
        [new("Limits:Tokens:Lease", "00:00:02"), new("Limits:Tokens:Ahead", $"{Ahead}"), new("Ai:RetryDelay", "00:00:00.001")];

    [Fact]
    public async Task Streams_of_a_process_that_died_count_at_least_what_was_given_out_and_hardly_more_and_say_that_it_is_an_estimate()
    {
        var random = new Random(11);
        await using var server = await new CountingProvider { Words = 60, BeforeWord = static (word, token) => word < 40 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, token) }.StartAsync();
        await using var doomed = await MeteringHost.StartAsync([.. server.Settings, .. Settings]);
        var ada = TestContexts.User();
        var streams = new List<(Guid Run, long Given, IAsyncEnumerator<ChatResponseUpdate> Stream)>();
        using (TenantScope.Begin(ada))
        {
            for (var i = 0; i < 20; i++)
            {
                var run = Guid.NewGuid();
                using var purpose = ModelRun.Begin("chat_turn", null, run);
                var stream = doomed.Model.GetStreamingResponseAsync(TenTokens, new ChatOptions { MaxOutputTokens = 60 }).GetAsyncEnumerator();
                var given = 0L;
                for (var left = random.Next(1, 40); left > 0; left--)
                {
                    Assert.True(await stream.MoveNextAsync());
                    given += stream.Current.Text.Length / 4;
                }

                streams.Add((run, given, stream));
            }
        }

        await doomed.KillAsync();
        await using var living = await MeteringHost.StartAsync([.. server.Settings, .. Settings], beside: doomed);
        await living.ExpectSettledAsync(ada.RequiredTenantId);

        var calls = (await living.CallsAsync(ada.RequiredTenantId)).ToDictionary(static call => call.RunId!.Value);
        Assert.All(streams, stream =>
        {
            var call = calls[stream.Run];
            Assert.Equal(("abandoned", 10L, true, 1), (call.State, call.Prompt, call.Estimated, call.Attempts));
            Assert.InRange(call.Completion, stream.Given, stream.Given + Ahead);
        });

        // They were not dead: what they say in the end is the truth.
        foreach (var (_, _, stream) in streams)
        {
            await stream.DisposeAsync();
        }

        await living.ExpectSettledAsync(ada.RequiredTenantId);
        Assert.All(await living.CallsAsync(ada.RequiredTenantId), static call => Assert.Equal("failed", call.State));
    }

    [Fact]
    public async Task A_whole_answer_whose_process_died_counts_as_the_most_that_it_can_have_come_to()
    {
        var begun = new TaskCompletionSource();
        await using var server = await new CountingProvider
        {
            BeforeWord = (_, token) =>
            {
                begun.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        }.StartAsync();
        await using var doomed = await MeteringHost.StartAsync([.. server.Settings, .. Settings]);
        var ada = TestContexts.User();
        _ = doomed.AskAsync(ada, TenTokens, 50);
        await begun.Task;

        // Whoever closes its row comes while what it has reserved still stands.
        var held = (await doomed.QueryAsync("select held_until from nanobot.model_calls where tenant_id = $1", static row => row.GetFieldValue<DateTimeOffset>(0), ada.RequiredTenantId))[0];
        var ends = (await doomed.BudgetFieldsAsync(ada.RequiredTenantId)).Single(static field => field.Key.Contains(" r:", StringComparison.Ordinal)).Value;
        Assert.True(long.Parse(ends.Split('|')[0], CultureInfo.InvariantCulture) > held.ToUnixTimeMilliseconds() + 500, $"{ends}, {held:O}");
        await doomed.KillAsync();
        await using var living = await MeteringHost.StartAsync([.. server.Settings, .. Settings], beside: doomed);
        await living.ExpectSettledAsync(ada.RequiredTenantId);

        var call = Assert.Single(await living.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("abandoned", 10L, 50L, true), (call.State, call.Prompt, call.Completion, call.Estimated));
    }

    [Fact]
    public async Task An_attempt_after_one_that_broke_off_is_written_down_before_it_is_made()
    {
        var (attempt, again) = (0, new TaskCompletionSource());
        await using var server = await ScriptedModel.StartAsync(async (_, http) =>
        {
            if (++attempt > 1)
            {
                again.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }

            await http.Response.WriteAsync("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"12345678\"}}]}\n\n");
        });
        await using var doomed = await MeteringHost.StartAsync([.. server.Settings, .. Settings]);
        var ada = TestContexts.User();
        _ = doomed.AskAsync(ada, TenTokens, 50, streamed: true);
        await again.Task;
        await doomed.KillAsync();
        await using var living = await MeteringHost.StartAsync([.. server.Settings, .. Settings], beside: doomed);
        await living.ExpectSettledAsync(ada.RequiredTenantId);

        var call = Assert.Single(await living.CallsAsync(ada.RequiredTenantId));
        Assert.Equal(("abandoned", 20L, 2 + Ahead, true, 2), (call.State, call.Prompt, call.Completion, call.Estimated, call.Attempts));
    }
}
