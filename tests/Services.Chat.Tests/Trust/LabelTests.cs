using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Trust;

/// <summary>Where text came from is known wherever it goes: through turns, branches, files and their history.</summary>
public sealed class LabelTests : IAsyncLifetime
{
    private readonly TenantContext _ada = TestContexts.User();
    private ScriptedModel _model = null!;
    private ChatHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _model = await ScriptedModel.StartAsync();
        _host = await ChatHost.StartAsync(_model);
        _client = _host.For(_ada);
        await _client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada."));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_that_read_nothing_may_do_all_that_its_user_may()
    {
        var session = (await DoAsync(null, ("p", "preferences_update", """{"language":"zh"}"""), Asking.Remembers("herons"))).Text("session_id");
        // Nor do confirmations, or lists without anybody's words, count as anybody's.
        var answer = await DoAsync(session, ("l", "schedule_list", "{}"), ("g", "watchlist_get", "{}"),
            ("s", "schedule_create", """{"report_type":"daily","kind":"daily","hour":9,"minute":0}"""), ("w", "watchlist_update", """{"action":"add","entries":["NVDA"]}"""));

        Assert.Empty(answer.GetProperty("approvals").EnumerateArray());
        Assert.Equal(3, _host.Peers.Effects.Count);
    }

    [Fact]
    public async Task What_a_turn_has_read_counts_in_every_later_turn_that_is_shown_it()
    {
        var session = (await DoAsync(null, Asking.Reads)).Text("session_id");
        await DoAsync(session);

        Assert.Single((await DoAsync(session, Asking.Remembers("herons"))).GetProperty("approvals").EnumerateArray());
        Assert.Empty((await DoAsync(null, Asking.Remembers("herons"))).GetProperty("approvals").EnumerateArray());
    }

    [Fact]
    public async Task What_an_older_version_kept_counts_like_text_of_others()
    {
        var clean = (await DoAsync(null, ("w", "workspace_write", """{"path":"a.md","content":"x"}"""))).Text("session_id");
        var read = (await DoAsync(null, Asking.Reads)).Text("session_id");
        foreach (var session in new[] { clean, read })
        {
            await _host.RunAsync(_ada, session, "update chat_message set labels = null where tenant_id = $1 and user_id = $2 and session_id = $3");
        }

        Assert.Equal("other user", await LabelsOfAsync(read));
        Assert.Equal("user", await LabelsOfAsync(clean));
    }

    [Fact]
    public async Task A_branch_takes_along_what_was_read()
    {
        var session = (await DoAsync(null, Asking.Reads)).Text("session_id");
        using var made = await _client.PostAsJsonAsync($"/sessions/{session}/branch", new { });
        var branch = (await made.JsonAsync(HttpStatusCode.Created)).Text("session_id");

        Assert.Equal("user workspace", await LabelsOfAsync(branch));
    }

    [Fact]
    public async Task An_answer_that_is_made_again_counts_for_what_it_reads_and_not_for_what_the_old_one_read()
    {
        var session = (await DoAsync(null, Asking.Reads)).Text("session_id");
        _model.Says(new ModelReply("New."));
        await _client.PostAsJsonAsync($"/sessions/{session}/regenerate", new { });
        Assert.Equal("user", await LabelsOfAsync(session));

        _model.Says(new ModelReply("", Asking.Reads), new ModelReply("", Asking.Remembers("herons")), new ModelReply("Done."));
        using var again = await _client.PostAsJsonAsync($"/sessions/{session}/regenerate", new { });
        Assert.Single((await again.JsonAsync(HttpStatusCode.OK)).GetProperty("approvals").EnumerateArray());
    }

    [Fact]
    public async Task A_file_keeps_its_labels_wherever_it_goes_and_gives_them_to_whoever_reads_it()
    {
        await DoAsync(null, ("q", "report_request", """{"report_type":"daily"}"""));
        var report = Assert.Single(_host.Peers.Reports[(_ada.TenantId!, _ada.UserId!)]).ReportId;
        await DoAsync(null, ("g", "report_get", $$"""{"report_id":"{{report}}"}"""), Asking.Writes("From the web.", "news.md"));
        Assert.Equal("user tool web", await LabelsOfFileAsync("news.md"));

        await _client.PostAsJsonAsync("/workspace/move", new { from = "news.md", to = "moved.md" });
        Assert.Equal("user tool web", await LabelsOfFileAsync("moved.md"));

        await _client.PutAsync("/workspace/files/moved.md", new StringContent("mine"));
        Assert.Equal("user", await LabelsOfFileAsync("moved.md"));
        await _client.PostAsJsonAsync("/workspace/restore", new { path = "moved.md" });
        Assert.Equal("user tool web", await LabelsOfFileAsync("moved.md"));

        await DoAsync(null, ("r", "workspace_read", """{"path":"moved.md"}"""), Asking.Writes("Again.", "copy.md"));
        Assert.Equal("user workspace tool web", await LabelsOfFileAsync("copy.md"));
    }

    [Fact]
    public async Task A_search_in_files_has_the_labels_of_those_that_it_finds_and_of_no_others()
    {
        await _client.PutAsync("/workspace/files/own.md", new StringContent("the bittern"));
        await DoAsync(null, ("q", "report_request", """{"report_type":"daily"}"""));
        var report = Assert.Single(_host.Peers.Reports[(_ada.TenantId!, _ada.UserId!)]).ReportId;
        await DoAsync(null, ("g", "report_get", $$"""{"report_id":"{{report}}"}"""), Asking.Writes("the lark", "news.md"));
        await _client.PutAsync("/workspace/files/old.md", new StringContent("the rail"));
        await _host.RunAsync(_ada, Guid.Empty.ToString(), "update workspace_file set author = null where tenant_id = $1 and user_id = $2 and path = 'old.md' and $3::uuid is not null");

        Assert.Equal("user workspace", await WrittenAfterAsync("workspace_search", "bittern"));
        Assert.Equal("user workspace", await WrittenAfterAsync("workspace_search", "nothing of that kind"));
        Assert.Equal("user workspace tool web", await WrittenAfterAsync("workspace_search", "lark"));
        Assert.Equal("user workspace other", await WrittenAfterAsync("workspace_search", "rail"));
        Assert.Equal("user workspace tool web other", await WrittenAfterAsync("workspace_search", "the"));
    }

    [Fact]
    public async Task A_search_in_sessions_has_the_labels_of_the_messages_that_it_finds()
    {
        _model.Says(new ModelReply("Fine."));
        var own = (await _client.SayAsync("what of kestrels")).Text("session_id");
        await DoAsync(null, Asking.Reads);

        Assert.Equal("user tool", await WrittenAfterAsync("session_search", "kestrels"));
        Assert.Equal("user workspace tool", await WrittenAfterAsync("session_search", "Dear Ada"));
        await _host.RunAsync(_ada, own, "update chat_message set labels = null where tenant_id = $1 and user_id = $2 and session_id = $3");
        Assert.Equal("user tool other", await WrittenAfterAsync("session_search", "what of kestrels"));
    }

    [Fact]
    public async Task A_search_in_reports_has_the_labels_of_reports_where_it_finds_some()
    {
        _host.Peers.Reports.GetOrAdd((_ada.TenantId!, _ada.UserId!), static _ => new()).Enqueue(new Contracts.Reports.ReportResource(
            Guid.CreateVersion7(), _ada.UserId!, "daily", "completed", 100, "Of kestrels.", null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        await DoAsync(null, ("s", "report_list", """{"search":"herons"}"""), Asking.Writes("x", "zz/none.bin"));
        await DoAsync(null, ("s", "report_list", """{"search":"kestrels"}"""), Asking.Writes("x", "zz/some.bin"));

        Assert.Equal(("user", "user tool web"), (await LabelsOfFileAsync("zz/none.bin"), await LabelsOfFileAsync("zz/some.bin")));
        Assert.Contains("Of kestrels.", string.Join('\n', _model.Results()), StringComparison.Ordinal);
    }

    private async Task<string> WrittenAfterAsync(string tool, string words)
    {
        await DoAsync(null, ("s", tool, JsonSerializer.Serialize(new { query = words })), Asking.Writes("x", "zz/found.bin"));
        return await LabelsOfFileAsync("zz/found.bin");
    }

    [Fact]
    public async Task A_line_that_is_added_to_memory_leaves_who_else_had_a_hand_in_it()
    {
        await DoAsync(null, Asking.Reads, Asking.Writes("From a letter.", "copy.md"));
        await _client.PostAsJsonAsync("/workspace/move", new { from = "copy.md", to = "MEMORY.md", overwrite = true });

        var asked = await DoAsync(null, Asking.Remembers("herons"));
        await (await _client.DecideAsync(asked.Waiting(), "approve")).JsonAsync(HttpStatusCode.OK);

        Assert.Contains("herons", await _client.ReadAsync("MEMORY.md"), StringComparison.Ordinal);
        Assert.Equal("user workspace", await LabelsOfFileAsync("MEMORY.md"));
    }

    [Fact]
    public async Task A_tenant_can_deny_a_tool_by_what_the_turn_has_read()
    {
        _host.Peers.Rights.Set(_ada.TenantId!, RightsStandIn.Policy("no-copies", "tool:workspace_write") with
        {
            Conditions = new Contracts.Policies.PolicyConditions(Attributes: [new("turn.labels", "contains", JsonSerializer.SerializeToElement("workspace"))]),
        });

        await DoAsync(null, Asking.Writes("mine", "a.md"), Asking.Reads, Asking.Writes("copied", "b.md"));

        Assert.Equal([false, true], new[] { 0, 2 }.Select(i => _model.Results()[i].Contains("POLICY_DENIED", StringComparison.Ordinal)));
        Assert.Equal(("mine", ""), (await _client.ReadAsync("a.md"), await _client.ReadAsync("b.md")));
    }

    private Task<JsonElement> DoAsync(string? session, params (string, string, string)[] calls) => _client.DoAsync(_model, session, calls);

    /// <summary>What the next turn of a session holds, as a file that it writes says.</summary>
    private async Task<string> LabelsOfAsync(string session)
    {
        await DoAsync(session, Asking.Writes("x", "probe.md"));
        return await LabelsOfFileAsync("probe.md", sorted: true);
    }

    private async Task<string> LabelsOfFileAsync(string path, bool sorted = false)
    {
        var history = await (await _client.GetAsync($"/workspace/history/{path}?limit=1")).JsonAsync(HttpStatusCode.OK);
        var labels = history.GetProperty("items")[0].GetProperty("author").GetProperty("labels").EnumerateArray().Select(static label => label.GetString());
        return string.Join(' ', sorted ? labels.Order(StringComparer.Ordinal) : labels);
    }
}
