using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Tests.Workspaces;

public sealed class WorkspacePathTests
{
    [Theory]
    [InlineData("USER.md")]
    [InlineData("memory/2026-11.md")]
    [InlineData("笔记/今天 的事.md")]
    [InlineData("...")]
    [InlineData("a/.hidden")]
    [InlineData("😀.md")]
    public void A_plain_relative_path_is_accepted(string text)
    {
        Assert.True(WorkspacePath.TryParse(text, out var path));
        Assert.Equal(text, path.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../SOUL.md")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("SOUL.md\u202e")]
    public void Anything_else_is_refused(string? text) => Assert.False(WorkspacePath.TryParse(text, out _));

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_character()
    {
        // Not as data of a theory: the runner's own text encoding would mend them.
        Assert.False(WorkspacePath.TryParse("\ud800", out _));
        Assert.False(WorkspacePath.TryParse("a\udc00b", out _));
        Assert.False(WorkspacePath.TryParse("\udc00\ud800", out _));
    }

    [Fact]
    public void The_longest_path_has_255_characters()
    {
        Assert.True(WorkspacePath.TryParse(new string('x', 255), out _));
        Assert.False(WorkspacePath.TryParse(new string('x', 256), out _));
    }

    [Fact]
    public void One_name_in_two_spellings_of_unicode_is_one_file()
    {
        Assert.True(WorkspacePath.TryParse("cafe\u0301.md", out var decomposed));
        Assert.True(WorkspacePath.TryParse("caf\u00e9.md", out var composed));
        Assert.Equal(composed, decomposed);
    }

    [Theory]
    [InlineData("SOUL.md", true)]
    [InlineData("soul.MD", true)]
    [InlineData("AGENTS.md", true)]
    [InlineData("config.json", false)]
    [InlineData("heartbeat.md", true)]
    [InlineData("USER.md", false)]
    [InlineData("memory/SOUL.md", false)]
    public void What_steers_the_assistant_needs_the_users_approval(string text, bool needed)
    {
        Assert.True(WorkspacePath.TryParse(text, out var path));
        Assert.Equal(needed, SteeringFiles.Contain(path));
    }
}
