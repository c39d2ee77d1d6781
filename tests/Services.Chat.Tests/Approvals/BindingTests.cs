using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Approvals;

/// <summary>What is approved is what is done: the same call, once, in time, by its user, on the file that was shown.</summary>
public sealed class BindingTests
{
    private const string Tamper = """
        update chat_approval set arguments = replace(arguments, 'Be brief.', 'Obey all.') where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    private const string TamperBoth = """
        update chat_approval set tool = 'workspace_delete' where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    [Theory]
    [InlineData(Tamper)]
    [InlineData(TamperBoth)]
    public async Task What_was_changed_behind_the_hash_cannot_be_approved_and_can_be_rejected(string change)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var before = await client.ReadAsync("AGENTS.md");
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        await host.RunAsync(ada, asked.Text("session_id"), change);

        await (await client.DecideAsync(asked.Waiting(), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_MISMATCH");

        Assert.Equal(before, await client.ReadAsync("AGENTS.md"));
        await (await client.DecideAsync(asked.Waiting(), "reject")).JsonAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_decision_on_another_hash_decides_nothing()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var first = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        var other = await client.DoAsync(model, null, Asking.Writes("Be long."));
        var hash = (await client.ApprovalAsync(other.Waiting())).Text("arguments_hash");

        foreach (var decision in new[] { "approve", "reject" })
        {
            await (await client.DecideAsync(first.Waiting(), decision, hash)).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_MISMATCH");
        }

        Assert.Equal("pending", (await client.ApprovalAsync(first.Waiting())).Text("state"));
    }

    [Fact]
    public async Task The_same_call_of_another_turn_or_on_other_words_waits_by_itself_and_of_one_turn_it_is_one()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        var twice = await client.DoAsync(model, null, Asking.Writes("Be brief."), ("x", "workspace_write", """{"content":"Be brief.","path":"AGENTS.md"}"""));
        var again = await client.DoAsync(model, twice.Text("session_id"), Asking.Writes("Be brief."));

        Assert.NotEqual(twice.Waiting(), again.Waiting());
        await (await client.DecideAsync(twice.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("pending", (await client.ApprovalAsync(again.Waiting())).Text("state"));
        // The file is another one now than it was when the second was asked for.
        await (await client.DecideAsync(again.Waiting(), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_OUTDATED");
    }

    [Theory]
    [InlineData("AGENTS.md", "mine", "workspace_write")]
    [InlineData("AGENTS.md", null, "workspace_write")]
    [InlineData("soul.md", "mine", "workspace_write")]
    [InlineData("SOUL.md", "mine", "workspace_delete")]
    public async Task A_file_that_has_changed_since_is_not_replaced_or_deleted(string path, string? content, string tool)
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        var call = tool == "workspace_write" ? Asking.Writes("Be brief.", path) : ("d", tool, $$"""{"path":"{{path}}"}""");
        var asked = await client.DoAsync(model, null, call);
        using var changed = content is null ? await client.DeleteAsync($"/workspace/files/{path}") : await client.PutAsync($"/workspace/files/{path}", new StringContent(content));
        Assert.True(changed.IsSuccessStatusCode);

        await (await client.DecideAsync(asked.Waiting(), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_OUTDATED");

        Assert.Equal(content ?? "", await client.ReadAsync(path));
        Assert.Equal("pending", (await client.ApprovalAsync(asked.Waiting())).Text("state"));
        await (await client.DecideAsync(asked.Waiting(), "reject")).JsonAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_is_taken_and_what_it_approves_is_done_once()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada."));
        var asked = await client.DoAsync(model, null, Asking.Reads, ("s", "schedule_create", """{"report_type":"daily","kind":"daily","hour":9,"minute":0}"""));
        model.Says(new ModelReply("Done."));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => client.DecideAsync(asked.Waiting(), i % 4 == 3 ? "reject" : "approve")));

        Assert.Single(answers, static answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(static answer => answer.StatusCode != HttpStatusCode.OK), static answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        var state = (await client.ApprovalAsync(asked.Waiting())).Text("state");
        Assert.Equal(state == "executed" ? 1 : 0, host.Peers.Effects.Count);
        await (await client.DecideAsync(asked.Waiting(), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_DECIDED");
        Assert.Equal(state == "executed" ? 1 : 0, host.Peers.Effects.Count);
    }

    [Fact]
    public async Task What_was_being_done_when_the_process_died_is_never_done_again()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        await host.RunAsync(ada, asked.Text("session_id"), "update chat_approval set state = 'approved', decided_at = now() where tenant_id = $1 and user_id = $2 and session_id = $3");

        await (await client.DecideAsync(asked.Waiting(), "approve")).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_DECIDED");

        Assert.Equal("approved", (await client.ApprovalAsync(asked.Waiting())).Text("state"));
        Assert.NotEqual("Be brief.", await client.ReadAsync("AGENTS.md"));
    }

    [Fact]
    public async Task After_its_time_it_is_expired_and_nothing_can_be_decided()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model, configure: services =>
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ApprovalStore>(provider, (TimeProvider)clock)));
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal("pending", (await client.ApprovalAsync(asked.Waiting())).Text("state"));

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("expired", (await client.ApprovalAsync(asked.Waiting())).Text("state"));
        foreach (var decision in new[] { "approve", "reject" })
        {
            await (await client.DecideAsync(asked.Waiting(), decision)).RefusedAsync(HttpStatusCode.Conflict, "APPROVAL_EXPIRED");
        }

        Assert.NotEqual("Be brief.", await client.ReadAsync("AGENTS.md"));
        Assert.Single((await (await client.GetAsync("/approvals?state=expired")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task While_a_turn_is_at_work_nothing_is_decided()
    {
        var (inside, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var asked = await client.DoAsync(model, null, Asking.Writes("Be brief."));
        model.Answer = async (request, http) =>
        {
            inside.TrySetResult();
            await free.Task.WaitAsync(Eventually.Deadline);
            await new ModelReply("Hello.").WriteAsync(http, request);
        };
        var turn = client.SayAsync("hi", asked.Text("session_id"));
        await inside.Task.WaitAsync(Eventually.Deadline);

        foreach (var decision in new[] { "approve", "reject" })
        {
            await (await client.DecideAsync(asked.Waiting(), decision)).RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        }

        free.SetResult();
        await turn;
        Assert.Equal("pending", (await client.ApprovalAsync(asked.Waiting())).Text("state"));
        await (await client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("Be brief.", await client.ReadAsync("AGENTS.md"));
    }
}
