using System.Text;
using System.Text.Json;
using Nanobot.Services.Chat.Tests.Tools;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Workspaces;

/// <summary>Paths that try to leave a workspace, through every route and tool that takes one: each names a file of the user's own, or none.</summary>
public sealed class PathPayloadTests
{
    private const string Canary = "canary-of-somebody-else";

    private static readonly string[] Payloads =
    [
        "..", "../x", "../../x", "a/../b", "a/../../b", "./a", "a/./b", "a/..", "/a", "//a", "a//b", "a/", "/etc/passwd", "../../../../etc/passwd", "....//....//etc/passwd", "..;/a", "..%2fa", "%2e%2e/a", "%2e%2e%2fa",
        "%252e%252e%252fa", "..%c0%afa", "%c0%ae%c0%ae/a", "..\\a", "..\\..\\windows\\win.ini", "C:\\windows\\win.ini", "C:/windows/win.ini", "\\\\host\\share", "//host/share", "file:///etc/passwd", "http://127.0.0.1/",
        "~", "~/a", "~root/.ssh/id_rsa", "$HOME/a", "${HOME}", "`id`", "$(id)", "|id", ";id", "a\nb", "a\rb", "a\tb", "a\u0001b", "a\u007fb", "a\u0085b", "a\u2028b", " a", "a ", "\u3000a", "a/ b", "a\u202egpj.exe", "a\u2066b",
        "\u2025/a", "\uff0e\uff0e/a", "\u2024\u2024/a", "a\u2215..\u2215b", "a\u2044b", "\uff0fa", "..\uff0fa", "..\u29f5a", "\ufeff..", "\u200b../a", "..\u200b/a", "e\u0301", "\u00e9", "\u1e9b\u0323", "\ufffe", "a\uffffb", "\ufdd0",
        "con", "nul", "aux.txt", "com1", ".htaccess", ".git/config", ".env", "a::$DATA", "a:b", "a?b", "a#b", "a&b=c", "a%", "a%zz", "%", "%00", "a%00.md", "a;b", "a'b", "a\"b", "a'); drop table workspace_file; --", "a<b>", "{a}", "[a]", "*",
        "?", "%s%n", "a%sb", "SOUL.md/../USER.md", "soul.md", "SOUL.MD ", "./SOUL.md", "skills/../SOUL.md", "skills/../../x/SKILL.md", "🙂", "👨‍👩‍👧", "𠮷", "苍鹭.md", new string('a', 255), new string('a', 256), new string('苍', 255), string.Join('/', Enumerable.Repeat("a", 128)),
        string.Concat(Enumerable.Repeat("../", 80)) + "x", new string('.', 200), "a\u0300\u0301", "\u1100\u1161", "U+0000", "-rf", "--help", "@file", "a\\u002e\\u002e/b",
    ];

    private static readonly (string Tool, string[] Paths, string More)[] Tools =
    [
        ("workspace_read", ["path"], ""), ("workspace_write", ["path"], ""","content":"mine" """), ("workspace_delete", ["path"], ""), ("workspace_edit", ["path"], ""","old_text":"mine","new_text":"mine too" """),
        ("workspace_history", ["path"], ""), ("workspace_restore", ["path"], ""","revision":1 """), ("workspace_list", ["after"], ""), ("skill_load", ["name"], ""),
        ("workspace_move", ["from"], ""","to":"moved.md" """), ("workspace_move", ["to"], ""","from":"USER.md" """),
    ];

    [Fact]
    public async Task No_path_leaves_the_workspace_or_breaks_a_tool()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        using var other = await SomebodyElseAsync(turn.Host);
        var (calls, wrong) = (0, new List<string>());
        foreach (var some in Payloads.SelectMany(static payload => Tools.Select(tool => (tool.Tool, Arguments: $"{{\"{tool.Paths[0]}\":{JsonSerializer.Serialize(payload)}{tool.More}}}"))).Chunk(16))
        {
            var results = await turn.CallAsync(client, some);
            Assert.Equal(some.Length, results.Count);
            calls += some.Length;
            wrong.AddRange(results.Zip(some).Where(static one => ToolTurn.Code(one.First) is "TOOL_FAILED" or "TOOL_TIMEOUT" || one.First.GetRawText().Contains(Canary, StringComparison.Ordinal)
                || one.First.GetRawText().Contains("root:", StringComparison.Ordinal)).Select(static one => $"{one.Second}: {one.First}"));
        }

        Assert.True(calls >= 500, $"only {calls}");
        Assert.Empty(wrong);
        await AssertWithinAsync(client, other);
    }

    [Fact]
    public async Task No_path_leaves_the_workspace_or_breaks_a_route()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        using var other = await SomebodyElseAsync(host);
        var (asked, wrong) = (0, new List<string>());
        foreach (var payload in Payloads)
        {
            var (whole, parts) = (Uri.EscapeDataString(payload), string.Join('/', payload.Split('/').Select(Uri.EscapeDataString)));
            foreach (var path in new[] { whole, parts }.Distinct())
            {
                foreach (var (method, address, body) in new (string, string, HttpContent?)[]
                {
                    ("PUT", $"/workspace/files/{path}", new StringContent("mine")), ("GET", $"/workspace/files/{path}", null), ("GET", $"/workspace/history/{path}", null), ("GET", $"/workspace/diff/{path}", null),
                    ("DELETE", $"/workspace/files/{path}", null),
                })
                {
                    await AskAsync(method, address, body);
                }
            }

            await AskAsync("POST", "/workspace/restore", Json(new { path = payload }));
            await AskAsync("POST", "/workspace/move", Json(new { from = payload, to = "moved.md" }));
            await AskAsync("POST", "/workspace/move", Json(new { from = "USER.md", to = payload }));
        }

        Assert.True(asked >= 500, $"only {asked}");
        Assert.Empty(wrong);
        await AssertWithinAsync(client, other);

        async Task AskAsync(string method, string address, HttpContent? body)
        {
            asked++;
            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body };
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode >= 500 || text.Contains(Canary, StringComparison.Ordinal) || text.Contains("root:", StringComparison.Ordinal))
            {
                wrong.Add($"{method} {address}: {(int)response.StatusCode} {text}");
            }
        }
    }

    private static StringContent Json<T>(T value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");

    // The same names as those that the payloads would reach.
    private static async Task<HttpClient> SomebodyElseAsync(ChatHost host)
    {
        var client = host.For(TestContexts.User("bob"));
        foreach (var path in new[] { "x", "a", "b", "etc/passwd", "USER.md" })
        {
            (await client.PutAsync($"/workspace/files/{path}", new StringContent(Canary))).EnsureSuccessStatusCode();
        }

        return client;
    }

    private static async Task AssertWithinAsync(HttpClient client, HttpClient other)
    {
        Assert.All(await client.AllAsync("/workspace/files", 200), static file =>
        {
            Assert.True(WorkspacePath.TryParse(file.Text("path"), out var path) && path.Value == file.Text("path"), file.Text("path"));
            Assert.DoesNotContain("..", file.Text("path").Split('/'));
        });
        foreach (var path in new[] { "x", "a", "b", "etc/passwd", "USER.md" })
        {
            Assert.Equal(Canary, await other.GetStringAsync($"/workspace/files/{path}"));
        }
    }
}
