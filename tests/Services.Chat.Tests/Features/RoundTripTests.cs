using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Tests.Runs;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Whatever a write accepts, every read and list gives back; the rest is refused by name.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task What_is_said_comes_back_in_the_history_and_begins_the_title()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Heard."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Say() with
        {
            AlsoCheck = async (sent, answer) =>
            {
                if (answer.TryGetProperty("run_id", out var run))
                {
                    await client.EndedAsync(run.GetString()!);
                }

                var session = answer.Text("session_id");
                var history = await (await client.GetAsync($"/sessions/{session}")).JsonAsync(HttpStatusCode.OK);
                var said = JsonSerializer.Deserialize<JsonElement>(sent).Text("message");
                var listed = (await client.AllAsync("/sessions")).Single(item => item.Text("session_id") == session);
                return history.GetProperty("messages")[0].Text("content") != said ? "is not so in the history"
                    : !said.Contains(listed.Text("title"), StringComparison.Ordinal) || listed.Text("title") != history.Text("title") ? $"has the title {listed.Text("title")}"
                    : null;
            },
        });
    }

    [Fact]
    public async Task What_is_said_in_the_background_comes_back_in_its_run()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Heard."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Say() with
        {
            Body = static () => """{"message":"hello","background":true}""",
            Tries = static place => place == "message",
            ShownAs = static place => place,
            AlsoCheck = async (sent, answer) =>
            {
                var run = await client.EndedAsync(answer.Text("run_id"));
                return run.Text("message") == JsonSerializer.Deserialize<JsonElement>(sent).Text("message") ? null : "is not so in the run";
            },
        });
    }

    [Fact]
    public async Task What_the_model_says_comes_back_but_for_what_no_text_keeps()
    {
        var text = "";
        await using var model = await ScriptedModel.StartAsync((request, http) => new ModelReply(text).WriteAsync(http, request));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        foreach (var (name, said) in HardValues.Plain.Where(static item => item.Value.Replace("\0", "", StringComparison.Ordinal).Trim().Length > 0))
        {
            text = said;
            var answer = await client.SayAsync("go on");
            var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);

            Assert.True(said.Replace("\0", "", StringComparison.Ordinal) == answer.Text("response"), name);
            Assert.True(answer.Text("response") == history.GetProperty("messages")[1].Text("content"), name);
        }
    }

    [Fact]
    public async Task A_file_of_whatever_name_can_be_asked_for_by_the_name_that_the_list_has()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in HardValues.Plain.Where(static item => !item.Value.Contains('\0', StringComparison.Ordinal)))
        {
            using var put = await client.PutAsync($"/workspace/files/{Escaped($"x/{value}/y.md")}", new StringContent(name));
            Assert.True((int)put.StatusCode is 200 or 201 or (>= 400 and < 500), $"{name}: {(int)put.StatusCode} {await put.Content.ReadAsStringAsync()}");
            if (put.IsSuccessStatusCode)
            {
                written[(await put.JsonAsync(put.StatusCode)).Text("path")] = name;
            }
        }

        Assert.True(written.Count > 10);
        foreach (var limit in new[] { 1, 200 })
        {
            var paths = (await client.AllAsync("/workspace/files", limit)).Select(static file => file.Text("path")).Where(written.ContainsKey).ToList();
            Assert.Equal(written.Keys.Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
            foreach (var path in paths)
            {
                Assert.Equal(written[path], await client.GetStringAsync($"/workspace/files/{Escaped(path)}"));
            }
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public async Task A_template_of_whatever_content_comes_back_byte_by_byte(string type)
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.Admin());
        foreach (var content in HardValues.Plain.Values.Select(System.Text.Encoding.UTF8.GetBytes).Append([0xff, 0xfe, 0x41, 0]).Append([]))
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new(type);
            using var put = await client.PutAsync("/workspace/templates/content", body);
            if (put.StatusCode == HttpStatusCode.BadRequest)
            {
                await put.RefusedAsync(HttpStatusCode.BadRequest, "NOT_TEXT");
                continue;
            }

            Assert.Equal(content, await client.GetByteArrayAsync("/workspace/templates/content"));
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public async Task A_file_of_whatever_content_comes_back_byte_by_byte(string type)
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        byte[][] contents = [.. HardValues.Texts.Values.Select(System.Text.Encoding.UTF8.GetBytes), .. HardValues.Plain.Values.Select(System.Text.Encoding.UTF8.GetBytes), [0xff, 0xfe, 0x41, 0], [0xef, 0xbb, 0xbf, 0x41], [0xed, 0xa0, 0x80], []];
        foreach (var content in contents)
        {
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new(type);
            using var put = await client.PutAsync("/workspace/files/content", body);
            if (put.StatusCode == HttpStatusCode.BadRequest)
            {
                await put.RefusedAsync(HttpStatusCode.BadRequest, "NOT_TEXT");
                continue;
            }

            Assert.Equal(content, await client.GetByteArrayAsync("/workspace/files/content"));
        }
    }

    [Fact]
    public async Task A_file_that_is_restored_is_answered_where_it_is()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        using var first = await client.PutAsync("/workspace/files/heron.md", new StringContent("one"));
        using var second = await client.PutAsync("/workspace/files/heron.md", new StringContent("two"));

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Restore());
    }

    [Fact]
    public async Task A_file_that_is_moved_to_whatever_name_is_there()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Move() with
        {
            Target = async () =>
            {
                using var put = await client.PutAsync("/workspace/files/heron.md", new StringContent("one"));
                return Operations.Chat.MoveFile.Path;
            },
            AlsoCheck = async (_, answer) =>
                await client.GetStringAsync($"/workspace/files/{Escaped(answer.Text("path"))}") == "one" ? null : "is not what was moved",
        });
    }

    [Fact]
    public async Task Whoevers_workspace_is_to_be_copied_it_is_or_is_refused()
    {
        var host = await ChatHost.SharedAsync();
        var admin = TestContexts.Admin();
        host.Peers.Know(admin.AsUser("ada"));
        host.Peers.Know(admin.AsUser("bob"));
        using var client = host.For(admin);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Clone());
    }

    [Fact]
    public async Task No_name_and_no_cursor_breaks_an_operation()
    {
        await using var host = await ChatHost.StartAsync();
        await HardAddresses.AssertAsync(Operations.Chat.Module, host.For);
    }

    [Fact]
    public async Task Every_write_has_its_trip()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        Assert.Empty(RoundTrip.Missing(await ApiDocument.ReadAsync(client), Operations.Chat.Module,
            [Say().Operation, Restore().Operation, Move().Operation, Clone().Operation, Operations.Chat.WriteFile, Operations.Chat.WriteTemplate, Operations.Chat.ImportWorkspace, Operations.Chat.CreateCompletion, Operations.Chat.TestModel, Rename(client).Operation, Branch(client).Operation, Decide(client).Operation]));
    }

    [Fact]
    public async Task Whatever_model_is_tested_it_is_or_is_refused()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(Roomy);

        foreach (var (name, value) in HardValues.All)
        {
            using var response = await client.PostAsync(Operations.Chat.TestModel.Path, new StringContent($"{{\"model\":{value}}}", System.Text.Encoding.UTF8, "application/json"));
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{name}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task What_a_session_is_renamed_to_is_what_it_is_called_everywhere()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(Roomy);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Rename(client));
    }

    [Fact]
    public async Task Whatever_number_a_branch_is_asked_for_by_it_is_made_or_refused()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(Roomy);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Branch(client));
    }

    [Fact]
    public async Task Whatever_is_said_of_an_approval_it_is_decided_or_refused()
    {
        await using var host = await ChatHost.StartAsync(settings: new() { ["Approvals:MaximumPending"] = "1000" });
        using var client = host.For(Roomy);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Decide(client));
    }

    private static WriteTrip Decide(HttpClient client) => new(Operations.Chat.DecideApproval, static () => """{"decision":"reject"}""")
    {
        Target = async () => $"/approvals/{(await client.SayAsync("write AGENTS.md: hello")).GetProperty("approvals")[0].Text("approval_id")}",
        ShownAs = static _ => null,
    };

    private static WriteTrip Rename(HttpClient client) => new(Operations.Chat.RenameSession, static () => """{"title":"heron"}""")
    {
        Target = async () => $"/sessions/{(await client.SayAsync("hello")).Text("session_id")}",
        List = "/sessions",
        Identity = "session_id",
        SameText = static (_, sent, shown) => shown == sent.Trim().Normalize(),
    };

    private static WriteTrip Branch(HttpClient client) => new(Operations.Chat.BranchSession, static () => """{"message_number":2}""")
    {
        Target = async () => $"/sessions/{(await client.SayAsync("hello")).Text("session_id")}/branch",
        List = "/sessions",
        Identity = "session_id",
        ShownAs = static _ => null,
    };

    // Each trip has a session of its own.
    private static TenantContext Roomy => TestContexts.Of(TestContexts.NewTenantId(), "ada", TenantRole.User, "professional", 1, quotas: new OwnQuotas("sessions=5000", null, null));

    private static WriteTrip Say() => new(Operations.Chat.SendMessage, static () => """{"message":"hello"}""") { ShownAs = static _ => null };

    private static WriteTrip Restore() => new(Operations.Chat.RestoreFile, static () => """{"path":"heron.md"}""") { ShownAs = static place => place == "path" ? place : null };

    private static WriteTrip Clone() => new(Operations.Chat.CloneWorkspace, static () => """{"from":"ada","to":"bob"}""")
    {
        ShownAs = static place => place is "from" or "to" ? place : null,
    };

    private static WriteTrip Move() => new(Operations.Chat.MoveFile, static () => $$"""{"from":"heron.md","to":"{{Guid.NewGuid()}}"}""")
    {
        ShownAs = static place => place == "to" ? "path" : null,
        SameText = static (_, sent, shown) => shown == sent.Normalize(),
    };

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
