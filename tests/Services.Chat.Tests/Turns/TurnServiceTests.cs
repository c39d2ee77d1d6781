using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Turns;
using Nanobot.Testing.Ai;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Turns;

/// <summary>A turn without any door: what a new one would get.</summary>
public sealed class TurnServiceTests
{
    [Fact]
    public async Task A_turn_answers_with_words_usage_and_what_made_it()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model, settings: []);
        var ada = TestContexts.User();

        var answer = (await RunAsync(host, ada, null)).Answer!;

        Assert.Equal(("Hello.", "scripted-1", new AgentUsage(22, 14)), (answer.Text, answer.Model, answer.Usage));
        Assert.True(answer.Took > TimeSpan.Zero);
        await using var source = NpgsqlDataSource.Create(host.DatabaseOwner);
        await using var stored = source.CreateCommand("select count(*) from chat_turn where session_id = $1 and turn_id = $2");
        stored.Parameters.Add(new() { Value = answer.SessionId });
        stored.Parameters.Add(new() { Value = answer.TurnId });
        Assert.Equal(1L, await stored.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_turn_in_a_session_that_is_not_there_or_not_free_says_so()
    {
        var release = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Hello."));
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        var session = (await RunAsync(host, ada, null)).Answer!.SessionId;

        Assert.Equal(new TurnFailure.NoSession(), (await RunAsync(host, ada, Guid.NewGuid())).Failure);
        Assert.Equal(new TurnFailure.NoSession(), (await RunAsync(host, ada.AsUser("bob"), session)).Failure);

        var answer = model.Answer;
        model.Answer = async (request, http) =>
        {
            await release.Task;
            await answer(request, http);
        };
        var first = RunAsync(host, ada, session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2 || first.IsCompleted));
        var second = await RunAsync(host, ada, session);
        release.SetResult();

        Assert.IsType<TurnFailure.Busy>(second.Failure);
        Assert.Equal("Hello.", (await first).Answer!.Text);
    }

    [Fact]
    public async Task A_turn_whose_model_fails_says_so()
    {
        await using var model = await ScriptedModel.StartAsync(static (_, http) =>
        {
            http.Response.StatusCode = 400;
            return Task.CompletedTask;
        });
        await using var host = await ChatHost.StartAsync(model);

        var result = await RunAsync(host, TestContexts.User(), null);

        Assert.Contains("HTTP 400", Assert.IsType<TurnFailure.NoModel>(result.Failure).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_that_runs_out_of_time_says_so()
    {
        var silence = new TaskCompletionSource();
        await using var model = await ScriptedModel.StartAsync((_, http) => silence.Task.WaitAsync(http.RequestAborted));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:TurnTimeout"] = "00:00:01" });

        var result = await RunAsync(host, TestContexts.User(), null);

        Assert.Equal(new TurnFailure.OutOfTime(TimeSpan.FromSeconds(1)), result.Failure);
    }

    private static async Task<TurnResult> RunAsync(ChatHost host, TenantContext context, Guid? session)
    {
        await using var services = host.Services.CreateAsyncScope();
        using var scope = TenantScope.Begin(context);
        return await services.ServiceProvider.GetRequiredService<TurnService>().RunAsync(context, session, new TurnOpening("hi"), NoObserver.Instance, CancellationToken.None);
    }
}
