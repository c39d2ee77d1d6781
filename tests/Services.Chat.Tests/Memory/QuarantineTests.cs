using System.Net;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Memory;

/// <summary>What may be somebody else's word waits until its user has seen it.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private readonly TenantContext _ada = TestContexts.User();
    private ScriptedModel _model = null!;
    private ChatHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _model = await ScriptedModel.StartAsync();
        _host = await ChatHost.StartAsync(_model, Remembering.ByHand);
        _client = _host.For(_ada);
        await _client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada, remember that the vault opens at nine."));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task What_was_said_after_text_of_others_was_read_is_in_no_file_and_no_prompt_until_it_is_accepted()
    {
        var before = await _client.MemoryAsync();
        await ReadAndConsolidateAsync("The vault opens at nine.");

        var fact = Assert.Single(await _client.FactsAsync());
        Assert.Equal("quarantined", fact.Text("state"));
        Assert.Equal(JsonValueKind.Null, fact.GetProperty("revision").ValueKind);
        Assert.Contains("workspace", fact.GetProperty("labels").EnumerateArray().Select(static label => label.GetString()));
        Assert.Equal(before, await _client.MemoryAsync());
        Assert.DoesNotContain("vault", await PromptAsync(), StringComparison.Ordinal);
        var detail = await (await _client.GetAsync($"/memory/{fact.Text("fact_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Contains("\n+- The vault opens at nine.\n", detail.Text("diff"), StringComparison.Ordinal);

        var accepted = await (await _client.AcceptAsync(fact)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(("kept", 2), (accepted.Text("state"), accepted.GetProperty("revision").GetInt32()));
        Assert.Contains("- The vault opens at nine.\n", await _client.MemoryAsync(), StringComparison.Ordinal);
        Assert.Contains("vault", await PromptAsync(), StringComparison.Ordinal);
        await (await _client.AcceptAsync(fact)).RefusedAsync(HttpStatusCode.Conflict, "FACT_DECIDED");
        await (await _client.RejectAsync(fact)).RefusedAsync(HttpStatusCode.Conflict, "FACT_DECIDED");
        // The user has seen the words: they are the user's own.
        Assert.Empty((await _client.DoAsync(_model, null, Asking.Remembers("herons"))).GetProperty("approvals").EnumerateArray());
        Assert.Contains((await _host.ChangesAsync(_ada.TenantId!)), static change => change.StartsWith("memory.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_rejected_is_not_found_again()
    {
        await ReadAndConsolidateAsync("The vault opens at nine.");
        var rejected = await (await _client.RejectAsync(Assert.Single(await _client.FactsAsync()))).JsonAsync(HttpStatusCode.OK);

        await ReadAndConsolidateAsync("the vault opens at nine");

        Assert.Equal(("forgotten", "rejected"), (rejected.Text("state"), rejected.Text("ended_by")));
        Assert.Single(await _client.FactsAsync());
    }

    [Fact]
    public async Task The_users_own_turns_are_never_shown_beside_those_that_read_text_of_others()
    {
        _model.Finds(static question => question.Contains("my own words", StringComparison.Ordinal) ? Remembering.Facts((1, "Own."), (3, "Posed.")) : Remembering.Facts((3, "Others'."), (1, "Posed.")),
            new ModelReply("Good."), new ModelReply("", Asking.Reads), new ModelReply("It says that the vault opens at nine."));
        var session = (await _client.SayAsync("my own words")).Text("session_id");
        await _client.SayAsync("what does the letter say?", session);

        await _host.ConsolidateAsync(_ada);

        // Each may name only what it was shown.
        Assert.Equal(["Own."], await _client.TextsAsync("kept"));
        Assert.Equal(["Others'."], await _client.TextsAsync("quarantined"));
        var (own, others) = (_model.Questions()[0], _model.Questions()[1]);
        Assert.DoesNotContain("vault", own, StringComparison.Ordinal);
        Assert.DoesNotContain("my own words", others, StringComparison.Ordinal);
        // What a tool returned is told by what the assistant said of it.
        Assert.DoesNotContain("Dear Ada", others, StringComparison.Ordinal);
        Assert.Contains("It says that the vault opens at nine.", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_older_version_kept_counts_like_text_of_others()
    {
        _model.Finds(Remembering.Facts((1, "Likes tea.")), new ModelReply("Good."));
        var session = (await _client.SayAsync("tea")).Text("session_id");
        await _host.RunAsync(_ada, session, "update chat_message set labels = null where tenant_id = $1 and user_id = $2 and session_id = $3 and role = 'assistant'");

        await _host.ConsolidateAsync(_ada);

        Assert.Equal(["Likes tea."], await _client.TextsAsync("quarantined"));
    }

    [Fact]
    public async Task Only_so_many_wait_and_with_their_session_they_are_gone()
    {
        await using var host = await ChatHost.StartAsync(_model, new(Remembering.ByHand) { ["Memory:MostQuarantined"] = "2" });
        using var client = host.For(_ada);
        await client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada."));
        _model.Finds(Remembering.Facts((1, "One."), (1, "Two."), (1, "Three.")), new ModelReply("", Asking.Reads), new ModelReply("Good."));
        var session = (await client.SayAsync("read it")).Text("session_id");
        await host.ConsolidateAsync(_ada);
        Assert.Equal(["Two.", "One."], await client.TextsAsync("quarantined"));
        await (await client.AcceptAsync((await client.FactsAsync())[0])).JsonAsync(HttpStatusCode.OK);

        await client.DeleteAsync($"/sessions/{session}");

        Assert.Equal(["Two."], (await client.FactsAsync()).Select(static fact => fact.Text("text")));
    }

    private async Task ReadAndConsolidateAsync(string fact)
    {
        _model.Finds(Remembering.Facts((1, fact)), new ModelReply("", Asking.Reads), new ModelReply("It speaks of a vault."));
        await _client.SayAsync("what does the letter say?");
        await _host.ConsolidateAsync(_ada);
    }

    private async Task<string> PromptAsync()
    {
        _model.Says(new ModelReply("Hello."));
        await _client.SayAsync("hi");
        return _model.Requests.Last().GetRawText();
    }
}
