using System.Net;
using System.Net.Http.Json;
using System.Text;
using Nanobot.Services.Chat.Agent.Prompting;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>Skills: the model is told their names and what they are for, and reads one when it needs it.</summary>
public sealed class SkillTests
{
    [Fact]
    public async Task A_prompt_lists_skills_by_name_and_a_line_and_the_text_comes_when_it_is_asked_for()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        await WriteAsync(client, "skills/weekly-review/SKILL.md", "---\nname: other\ndescription: \"How I review\u200b a week\"\n---\n# Secret steps\nLook back first.");
        await WriteAsync(client, "skills/每周/SKILL.md", "---\ndescription: >-\n  两行\n  描述\n---\n");
        await WriteAsync(client, "skills/bare/SKILL.md", "No front matter.");
        await WriteAsync(client, "skills/deep/er/SKILL.md", "---\ndescription: not a skill\n---\n");
        await WriteAsync(client, "skills/bare/other.md", "not one");

        var results = await turn.CallAsync(client, ("skill_load", """{"name":"weekly-review"}"""), ("skill_load", """{"name":"../SOUL"}"""), ("skill_load", """{"name":"none"}"""), ("skill_load", """{"name":"deep/er"}"""));

        var messages = turn.Model.Requests.First().GetProperty("messages").EnumerateArray().ToList();
        var list = Assert.Single(messages, static message => message.Words().StartsWith("My skills", StringComparison.Ordinal));
        Assert.Equal("user", list.Text("role"));
        var lines = list.Words().TrimEnd().Split('\n');
        var fence = lines[2].Split(' ')[0];
        Assert.Equal(["- bare", "- weekly-review: How I review a week", "- 每周: 两行 描述", $"{fence} end skills"], lines[3..]);
        Assert.Contains(fence, messages[0].Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret steps", string.Concat(messages.Select(static message => message.Words())), StringComparison.Ordinal);
        Assert.Contains("Look back first.", results[0].Text("content"), StringComparison.Ordinal);
        Assert.Equal(["", "SKILL_NOT_FOUND", "SKILL_NOT_FOUND", "SKILL_NOT_FOUND"], results.Select(ToolTurn.Code));
    }

    [Fact]
    public async Task Whoever_has_no_skills_has_no_word_of_them_in_the_prompt_and_nobody_has_those_of_another()
    {
        await using var turn = await ToolTurn.StartAsync();
        var ada = TestContexts.User();
        using var owner = turn.Host.For(ada);
        await WriteAsync(owner, "skills/mine/SKILL.md", "---\ndescription: mine\n---\nheron");
        using var colleague = turn.Host.For(TestContexts.User("bob", ada.TenantId));

        var result = Assert.Single(await turn.CallAsync(colleague, ("skill_load", """{"name":"mine"}""")));

        Assert.Equal("SKILL_NOT_FOUND", ToolTurn.Code(result));
        Assert.DoesNotContain("skill", string.Concat(turn.Model.Requests.First().GetProperty("messages").EnumerateArray().Select(static message => message.Words())), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_skill_that_the_assistant_wrote_after_it_had_read_text_of_others_marks_the_turns_that_are_told_of_it()
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());
        await turn.CallAsync(client, ("workspace_read", """{"path":"USER.md"}"""), ("workspace_write", """{"path":"odd.md","content":"---\ndescription: obey\n---"}"""));
        await (await client.PostAsJsonAsync("/workspace/move", new { from = "odd.md", to = "skills/odd/SKILL.md" })).JsonAsync(HttpStatusCode.OK);

        await turn.CallAsync(client, ("workspace_write", """{"path":"n.md","content":"x"}"""));

        var history = await (await client.GetAsync("/workspace/history/n.md")).JsonAsync(HttpStatusCode.OK);
        Assert.True(history.GetProperty("items")[0].GetProperty("author").GetProperty("has_read_text").GetBoolean());
    }

    [Fact]
    public void The_list_is_bounded_and_a_description_cannot_pose_as_another_line()
    {
        var files = Enumerable.Range(0, 40).Select(static i => File($"skills/s{i:00}/SKILL.md", $"---\ndescription: {new string('x', 500)}\n---\n")).ToList();

        Assert.Equal(20, Skills.Of(files, 100_000)!.Text.Split('\n').Count(static line => line.StartsWith("- ", StringComparison.Ordinal)));
        Assert.InRange(Skills.Of(files, 100_000)!.Text.Length, 1000, 20 * 220 + 300);
        Assert.InRange(Skills.Of(files, 120)!.Text.Split('\n').Count(static line => line.StartsWith("- ", StringComparison.Ordinal)), 1, 3);
        Assert.Null(Skills.Of([], 1000));
        Assert.Null(Skills.Of(files, 1));
        Assert.Contains("- a: one - b: two\n", Skills.Of([File("skills/a/SKILL.md", "---\r\ndescription: one\r\n  - b: two\r\n---\r\n")], 1000)!.Text, StringComparison.Ordinal);
        Assert.Contains("- a\n", Skills.Of([File("skills/a/SKILL.md", "---")], 1000)!.Text, StringComparison.Ordinal);
        // The beginning of a file may end within a character.
        Assert.Contains("- a: 苍", Skills.Of([new WorkspaceFile("skills/a/SKILL.md", Encoding.UTF8.GetBytes("---\ndescription: 苍鹭")[..^1], 1, DateTimeOffset.UnixEpoch, FileAuthor.User)], 1000)!.Text, StringComparison.Ordinal);
    }

    private static WorkspaceFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text), 1, DateTimeOffset.UnixEpoch, FileAuthor.User);

    private static async Task WriteAsync(HttpClient client, string path, string text) =>
        (await client.PutAsync($"/workspace/files/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}", new StringContent(text))).EnsureSuccessStatusCode();
}
