using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>Thoughts of which a server marks the end alone, since its template has written the beginning itself.</summary>
public sealed class UnbegunThoughtTests
{
    [Theory]
    [InlineData("They greet me.\n</think>\n\nHi there")]
    [InlineData("One.\n\nTwo.\n</think>\nHi there")]
    [InlineData("They greet me.</think>\n\nHi there")]
    [InlineData("他们在问好。</think>\n\nHi there")]
    [InlineData("so it is B</think>\nHi there")]
    [InlineData("They greet me.\n  </THINK>  \r\n\r\nHi there")]
    [InlineData("</think>\n\nHi there")]
    [InlineData("\n\n</think>\n\nHi there")]
    [InlineData("Hm.\n</thinking>\n\nHi there")]
    [InlineData("Hm.\n</reasoning>\n\nHi there")]
    [InlineData("Hm.\n```\ncode\n```\n</thought>\n\nHi there")]
    [InlineData("Hm.\n</think>\n\nUse <think> and\n</think>\nso.", "Use <think> and\n</think>\nso.")]
    [InlineData("Is a < b? Yes, `a`.\n</think>\n\n```\nHi\n```", "```\nHi\n```")]
    public async Task What_ends_with_a_mark_that_never_began_is_none_of_the_answer(string content, string words = "Hi there")
    {
        foreach (var (body, streamed) in Ways(content))
        {
            Assert.Equal(words, (await FakeConnection.AskAsync(body, streamed)).Text);
        }
    }

    [Theory]
    [InlineData("The mark is </think> and it ends the thoughts.")]
    [InlineData("It ends with </think>\nand then comes the answer.")]
    [InlineData("It ends with `</think>`\n\nThen comes the answer.")]
    [InlineData("`</think>`\n\nends it.")]
    [InlineData("The mark alone:\n</think>\n\nThen comes the answer.")]
    [InlineData("结束标记：\n</think>\n\n然后是答案。")]
    [InlineData("End mark:</think>\n\nThen comes the answer.")]
    [InlineData("So:\n```\nhm\n</think>\nHi\n```\nThat is it.")]
    [InlineData("So:\n~~~~xml\n```\nhm.\n</think>\nHi\n~~~~\nThat is it.")]
    [InlineData("So:\n\n    hm.\n    </think>\n\nThat is it.")]
    [InlineData("- </think>\n- <think>")]
    [InlineData("> </think>\n\nThat is it.")]
    [InlineData("First comes\n<think>\nhm\n</think>\n\nand then the answer.")]
    [InlineData("See </think> here.\n</think>\n\nThat is it.")]
    [InlineData("</think> ends the thoughts.")]
    [InlineData("</think>")]
    [InlineData("</think>\n")]
    [InlineData("</thinker>\n\nHi")]
    [InlineData("Hm.\n</think>\n\n")]
    [InlineData("Hm.\n</think>")]
    [InlineData("Hm.\n</thinker>\n\nHi")]
    [InlineData("Hm.\n< /think>\n\nHi")]
    public async Task A_mark_that_is_spoken_of_takes_no_word_away(string content)
    {
        foreach (var (body, streamed) in Ways(content))
        {
            Assert.Equal(content, (await FakeConnection.AskAsync(body, streamed)).Text);
        }
    }

    [Fact]
    public async Task After_thoughts_with_a_beginning_a_mark_is_a_word()
    {
        foreach (var (body, streamed) in Ways("<think>hm</think>\n\nIt is\n</think>\n\nso."))
        {
            Assert.Equal("It is\n</think>\n\nso.", (await FakeConnection.AskAsync(body, streamed)).Text);
        }
    }

    [Theory]
    [InlineData("{\"reasoning_content\":\"hm\",\"content\":\"It is\\n</think>\\n\\nso.\"}")]
    [InlineData("{\"reasoning\":\"hm\",\"content\":\"It is\\n</think>\\n\\nso.\"}")]
    [InlineData("{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"It is\\n</think>\\n\\nso.\"}]}")]
    public async Task Beside_thoughts_in_a_place_of_their_own_a_mark_is_a_word(string said)
    {
        Assert.Equal("It is\n</think>\n\nso.", (await FakeConnection.AskAsync(Whole(said), streamed: false)).Text);
        Assert.Equal("It is\n</think>\n\nso.", (await FakeConnection.AskAsync(Part(said) + Stop(), streamed: true)).Text);
    }

    [Theory]
    [InlineData("\"reasoning_content\":\"\"")]
    [InlineData("\"reasoning_content\":null,\"reasoning\":null")]
    [InlineData("\"thinking\":{},\"reasoning_details\":[]")]
    public async Task A_place_for_thoughts_that_holds_none_changes_nothing(string place) =>
        Assert.Equal("Hi", (await FakeConnection.AskAsync(Whole("{" + place + ",\"content\":\"Hm.\\n</think>\\n\\nHi\"}"), streamed: false)).Text);

    [Fact]
    public async Task A_call_of_a_tool_is_what_follows_too_and_its_arguments_are_left_alone()
    {
        var call = "{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"workspace_write\",\"arguments\":\"{\\\"content\\\":\\\"a\\\\n</think>\\\\nb\\\"}\"}}";
        var whole = Whole("{\"content\":\"Hm.\\n</think>\\n\\n\",\"tool_calls\":[" + call + "]}");
        var parts = Words("Hm.\n</th") + Words("ink>\n\n") + Calls(call) + Stop("\"tool_calls\"");

        foreach (var (body, streamed) in new[] { (whole, false), (whole, true), (parts, false), (parts, true) })
        {
            var response = await FakeConnection.AskAsync(body, streamed);

            Assert.Equal("", response.Text);
            Assert.Equal(["workspace_write(content=a\n</think>\nb)"], response.Called());
        }
    }

    [Fact]
    public async Task A_stream_is_heard_as_it_comes_and_its_tokens_are_counted_in_full()
    {
        const string Usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":6}}";
        using var connection = new FakeConnection { Reads = [System.Text.Encoding.UTF8.GetBytes(Words("Hm.\n</think>") + Words("\n\nHi") + Event(Usage) + Stop())] };

        var updates = await connection.Server().GetStreamingResponseAsync("hi").ToListAsync();

        Assert.Equal(["Hm.\n</think>", "\n\nHi"], updates.Select(static update => update.Text).Where(static text => text.Length > 0));
        Assert.Equal(("Hi", 14L), (updates.ToAnswer().Text, updates.ToAnswer().Usage!.TotalTokenCount));
    }

    [Fact]
    public async Task A_stream_that_begins_with_the_end_is_not_heard_to_do_so()
    {
        using var connection = new FakeConnection { Reads = [System.Text.Encoding.UTF8.GetBytes(Words("</thi") + Words("nk>\n") + Words("\nHi") + Stop())] };

        var updates = await connection.Server().GetStreamingResponseAsync("hi").ToListAsync();

        Assert.Equal("Hi", string.Concat(updates.Select(static update => update.Text)));
    }
}
