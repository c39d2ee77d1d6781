using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using static Nanobot.Services.Chat.Tests.Features.WorkspaceRequests;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>An administrator copies the files of one user into the workspace of another one.</summary>
public sealed class CloneWorkspaceTests
{
    [Fact]
    public async Task Files_are_copied_with_their_history_and_are_text_of_others_to_whoever_gets_them()
    {
        using var pair = await PairAsync();
        await PutAsync(pair.Ada, "data/plan.md", "one");
        await PutAsync(pair.Ada, "data/plan.md", "two");
        await PutAsync(pair.Ada, "data/raw.bin", "\0raw", "application/octet-stream");

        var answer = await (await pair.CloneAsync()).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("ada bob 2 6 0 [] 7", Summary(answer));
        Assert.Equal("two", await pair.Bob.ReadAsync("data/plan.md"));
        Assert.Equal("\0raw", await pair.Bob.ReadAsync("data/raw.bin"));
        Assert.Equal("one", await pair.Bob.ReadAsync("data/plan.md?revision=1"));
        var history = await pair.Bob.GetFromJsonAsync<JsonElement>("/workspace/history/data/plan.md");
        Assert.Equal(["2 clone True user other", "1 clone True user other"], history.GetProperty("items").EnumerateArray().Select(static item =>
            $"{item.GetProperty("revision")} {item.GetProperty("author").Text("kind")} {item.GetProperty("author").GetProperty("has_read_text").GetBoolean()} {string.Join(' ', item.GetProperty("author").GetProperty("labels").EnumerateArray())}"));
        Assert.Equal(await pair.Ada.ReadAsync("data/plan.md"), await pair.Bob.ReadAsync("data/plan.md"));
    }

    [Fact]
    public async Task What_steers_or_is_remembered_waits_for_whoever_gets_it_and_is_done_when_approved()
    {
        using var pair = await PairAsync();
        await PutAsync(pair.Ada, "AGENTS.md", "Speak like a heron.");
        await PutAsync(pair.Ada, "skills/fish/SKILL.md", "Stand still.");
        await PutAsync(pair.Ada, "memory/2026.md", "Likes frogs.");
        var before = await pair.Bob.ReadAsync("AGENTS.md");

        var answer = await (await pair.CloneAsync()).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("ada bob 0 5 0 [AGENTS.md memory/2026.md skills/fish/SKILL.md] 0", Summary(answer));
        Assert.Equal((before, "", ""), (await pair.Bob.ReadAsync("AGENTS.md"), await pair.Bob.ReadAsync("skills/fish/SKILL.md"), await pair.Bob.ReadAsync("memory/2026.md")));
        var waiting = await pair.WaitingAsync();
        Assert.Equal(["AGENTS.md steering", "memory/2026.md memory", "skills/fish/SKILL.md memory"], waiting.Select(static one => $"{one.GetProperty("arguments").Text("path")} {one.Text("sink")}").Order(StringComparer.Ordinal));
        var agents = waiting.Single(static one => one.GetProperty("arguments").Text("path") == "AGENTS.md");
        Assert.Contains("\n+Speak like a heron.", agents.GetProperty("files")[0].Text("diff"), StringComparison.Ordinal);
        Assert.Contains("other", agents.GetProperty("labels").EnumerateArray().Select(static label => label.GetString()));

        // Asked for again it is the same that waits.
        await (await pair.CloneAsync()).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(3, (await pair.WaitingAsync()).Count);

        await (await pair.Bob.DecideAsync(agents.Text("approval_id"), "approve", agents.Text("arguments_hash"))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("Speak like a heron.", await pair.Bob.ReadAsync("AGENTS.md"));
        Assert.Equal("", await pair.Bob.ReadAsync("memory/2026.md"));
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten_and_nothing_else_is_copied_unless_what_is_there_may_stay()
    {
        using var pair = await PairAsync();
        await PutAsync(pair.Ada, "notes.md", "hers");
        await PutAsync(pair.Ada, "new.md", "new");
        await PutAsync(pair.Ada, "SOUL.md", "Calm.");
        await PutAsync(pair.Bob, "notes.md", "his");
        var before = await pair.Bob.GetStringAsync("/workspace/files");

        var refused = await (await pair.CloneAsync()).RefusedAsync(HttpStatusCode.Conflict, "FILE_EXISTS");

        Assert.Equal(["notes.md"], refused.GetProperty("paths").EnumerateArray().Select(static path => path.GetString()));
        Assert.Equal(before, await pair.Bob.GetStringAsync("/workspace/files"));
        Assert.Empty(await pair.WaitingAsync());

        Assert.Equal("ada bob 1 5 2 [] 3", Summary(await (await pair.CloneAsync("keep")).JsonAsync(HttpStatusCode.OK)));

        Assert.Equal(("his", "new"), (await pair.Bob.ReadAsync("notes.md"), await pair.Bob.ReadAsync("new.md")));
        Assert.Empty(await pair.WaitingAsync());
        Assert.Equal("ada bob 0 6 2 [] 0", Summary(await (await pair.CloneAsync("keep")).JsonAsync(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task The_copy_is_charged_to_whoever_gets_it_and_without_room_nothing_of_it_is_there()
    {
        using var pair = await PairAsync(quotas: "storage=1");
        await PutAsync(pair.Ada, "a.bin", new string('a', 400_000), "application/octet-stream");
        await PutAsync(pair.Bob, "b.bin", new string('b', 300_000), "application/octet-stream");
        var before = (await pair.Bob.GetFromJsonAsync<JsonElement>("/workspace/stats")).GetProperty("bytes").GetInt64();

        var refused = await (await pair.CloneAsync()).RefusedAsync(HttpStatusCode.TooManyRequests, "QUOTA_EXCEEDED");

        Assert.Equal(400_000, refused.GetProperty("added_bytes").GetInt64());
        Assert.Equal("", await pair.Bob.ReadAsync("a.bin"));
        using var deleted = await pair.Bob.DeleteAsync("/workspace/files/b.bin");
        await (await pair.CloneAsync()).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(before + 100_000, (await pair.Bob.GetFromJsonAsync<JsonElement>("/workspace/stats")).GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Where_not_all_can_wait_nothing_is_copied()
    {
        await using var host = await ChatHost.StartAsync(settings: new() { ["Approvals:MaximumPending"] = "1" });
        using var pair = await PairAsync(host);
        await PutAsync(pair.Ada, "memory/a.md", "a");
        await PutAsync(pair.Ada, "memory/b.md", "b");
        await PutAsync(pair.Ada, "c.md", "c");

        await (await pair.CloneAsync()).RefusedAsync(HttpStatusCode.Conflict, "APPROVALS_FULL");

        Assert.Equal("", await pair.Bob.ReadAsync("c.md"));
        Assert.Empty(await pair.WaitingAsync());
    }

    [Theory]
    [InlineData("ada", "eve")]
    [InlineData("eve", "ada")]
    [InlineData("nobody", "ada")]
    public async Task A_user_of_another_tenant_is_like_one_that_is_not_there(string from, string to)
    {
        using var pair = await PairAsync();
        pair.Host.Peers.Know(TestContexts.User("eve"));

        var problem = await (await pair.Admin.PostAsJsonAsync("/workspace/clone", new { from, to })).RefusedAsync(HttpStatusCode.NotFound, "USER_NOT_FOUND");

        Assert.Equal("There is no such user.", problem.Text("detail"));
    }

    [Theory]
    [InlineData("ada", "ada", null, "to")]
    [InlineData("ada", null, null, "to")]
    [InlineData("a/b", "bob", null, "from")]
    [InlineData("ada", "bob", "replace", "existing")]
    public async Task What_cannot_be_asked_for_is_refused_by_name(string from, string? to, string? existing, string names)
    {
        using var pair = await PairAsync();

        var problem = await (await pair.Admin.PostAsJsonAsync("/workspace/clone", new { from, to, existing })).RefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.True(problem.GetProperty("errors").TryGetProperty(names, out _));
    }

    [Fact]
    public async Task No_user_may_copy_a_workspace_not_even_its_own_and_no_operator_that_visits_the_tenant()
    {
        using var pair = await PairAsync();
        using var visitor = pair.Host.For(TestContexts.Visitor(pair.Context.TenantId));

        await (await visitor.PostAsJsonAsync("/workspace/clone", new { from = "ada", to = "bob" })).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");

        await (await pair.Ada.PostAsJsonAsync("/workspace/clone", new { from = "ada", to = "bob" })).RefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task A_copy_of_a_copy_is_still_text_of_others_and_says_what_else_had_a_hand_in_it()
    {
        using var pair = await PairAsync();
        await PutAsync(pair.Ada, "a.md", "a");
        await (await pair.CloneAsync()).JsonAsync(HttpStatusCode.OK);
        await pair.Host.RunAsync(pair.Context.AsUser("bob"), Guid.Empty.ToString(),
            "update workspace_file set author_labels = 'web other' where tenant_id = $1 and user_id = $2 and path = 'a.md' and $3::uuid is not null");
        using var deleted = await pair.Ada.DeleteAsync("/workspace/files/a.md");

        await (await pair.Admin.PostAsJsonAsync("/workspace/clone", new { from = "bob", to = "ada" })).JsonAsync(HttpStatusCode.OK);

        var author = (await pair.Ada.GetFromJsonAsync<JsonElement>("/workspace/history/a.md")).GetProperty("items")[0].GetProperty("author");
        Assert.Equal("clone web other", $"{author.Text("kind")} {string.Join(' ', author.GetProperty("labels").EnumerateArray())}");
    }

    private static string Summary(JsonElement answer) =>
        $"{answer.Text("from")} {answer.Text("to")} {answer.GetProperty("created")} {answer.GetProperty("unchanged")} {answer.GetProperty("kept")} [{string.Join(' ', answer.GetProperty("waiting").EnumerateArray())}] {answer.GetProperty("bytes_written")}";

    private static async Task<Pair> PairAsync(ChatHost? host = null, string? quotas = null)
    {
        host ??= await ChatHost.SharedAsync();
        var own = quotas is null ? null : new OwnQuotas(quotas, null, null);
        var admin = TestContexts.Of(TestContexts.NewTenantId(), null, TenantRole.TenantAdmin, "professional", 1, quotas: own);
        var pair = new Pair(host, admin, host.For(admin), host.For(admin.AsUser("ada")), host.For(admin.AsUser("bob")));
        host.Peers.Know(admin.AsUser("ada"));
        host.Peers.Know(admin.AsUser("bob"));
        return pair;
    }

    private sealed record Pair(ChatHost Host, TenantContext Context, HttpClient Admin, HttpClient Ada, HttpClient Bob) : IDisposable
    {
        public Task<HttpResponseMessage> CloneAsync(string? existing = null) => Admin.PostAsJsonAsync("/workspace/clone", new { from = "ada", to = "bob", existing });

        public async Task<List<JsonElement>> WaitingAsync()
        {
            var all = new List<JsonElement>();
            foreach (var item in (await Bob.GetFromJsonAsync<JsonElement>("/approvals?state=pending")).GetProperty("items").EnumerateArray())
            {
                all.Add(await Bob.ApprovalAsync(item.Text("approval_id")));
            }

            return all;
        }

        public void Dispose()
        {
            Admin.Dispose();
            Ada.Dispose();
            Bob.Dispose();
        }
    }
}
