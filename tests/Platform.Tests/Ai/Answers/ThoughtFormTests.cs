using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Thoughts that servers leave among the words: kept apart where they stand before them, between marks.</summary>
public sealed class ThoughtFormTests
{
    [Theory]
    [InlineData("<think>hm</think>Hi there", "Hi there")]
    [InlineData("<think>\nhm\n</think>\n\nHi there", "Hi there")]
    [InlineData("\n <think>hm <b>x</b></think> Hi there", "Hi there")]
    [InlineData("<thinking>hm</thinking>Hi there", "Hi there")]
    [InlineData("<THINK></THINK>Hi there", "Hi there")]
    [InlineData("<think>one</think><think>two</think>Hi", "Hi")]
    [InlineData("<think>never ends", "")]
    [InlineData("<think>hm</think>", "")]
    [InlineData("<thin", "<thin")]
    [InlineData("< think>hm</think>", "< think>hm</think>")]
    [InlineData("<thinker>hm</thinker>", "<thinker>hm</thinker>")]
    [InlineData("  Hi", "  Hi")]
    [InlineData("Use <think>hm</think> so", "Use <think>hm</think> so")]
    [InlineData("<think>a</think>b <think>c</think> d", "b <think>c</think> d")]
    [InlineData("<think>a</thi</think>b", "b")]
    public async Task Thoughts_before_the_words_are_none_of_them(string content, string words)
    {
        string[] bodies = [Words(content) + Stop(), Words("") + string.Concat(content.Select(static character => Words($"{character}"))) + Stop(), Whole(System.Text.Json.JsonSerializer.Serialize(new { content }))];
        foreach (var body in bodies)
        {
            foreach (var streamed in new[] { true, false })
            {
                Assert.Equal(words, (await FakeConnection.AskAsync(body, streamed)).Text);
            }
        }
    }

    [Fact]
    public async Task Words_that_are_no_thoughts_do_not_wait()
    {
        using var connection = new FakeConnection { Reads = [System.Text.Encoding.UTF8.GetBytes(Words("<b") + Words(">")), null] };
        var heard = "";

        await Assert.ThrowsAsync<Platform.Ai.ModelUnavailableException>(async () =>
        {
            await foreach (var update in connection.Server().GetStreamingResponseAsync([new(Microsoft.Extensions.AI.ChatRole.User, "hi")]))
            {
                heard += update.Text;
            }
        });

        Assert.Equal("<b>", heard);
    }
}
