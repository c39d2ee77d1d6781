using Nanobot.Services.Chat.Heartbeats;

namespace Nanobot.Services.Chat.Tests.Heartbeats;

public sealed class HeartbeatTasksTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF# Tasks\r\n\r\n## Every day\r\n")]
    [InlineData("#")]
    [InlineData("Title\n=====\n", true)]
    [InlineData("---\n***\n___\n- - -\n")]
    [InlineData("<!-- Look at the\nweather -->\n")]
    [InlineData("<!-- never closed\n- look at the weather")]
    [InlineData("- [x] done\n* [X] done as well\n1. [x] and this\n[x] this too\n- [✓] 完成\n")]
    [InlineData("-\n*\n1.\n- [ ]\n> \n[ ]\n")]
    [InlineData("```\n```\n~~~text\n~~~\n")]
    [InlineData("- [ ] look at the weather", true)]
    [InlineData("look", true)]
    [InlineData("每天看一下天气", true)]
    [InlineData("# Tasks\n\n- [x] done\n- weather <!-- in Berlin -->\n", true)]
    [InlineData("#weather is no heading", true)]
    [InlineData("<!-- a --> weather <!-- b -->", true)]
    [InlineData("```\nlook at the weather\n```", true)]
    [InlineData("[link](https://example.com)", true)]
    public void What_is_no_heading_comment_or_checked_box_is_something_to_do(string text, bool isSomething = false) =>
        Assert.Equal(isSomething, HeartbeatTasks.IsThereSomething(text));

    [Fact]
    public void A_megabyte_of_anything_is_looked_at_quickly() =>
        Assert.True(HeartbeatTasks.IsThereSomething(string.Concat(Enumerable.Repeat("<!-- - [x] ", 100_000)) + "--> look"));
}
