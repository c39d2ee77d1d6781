using Microsoft.Extensions.AI;
using static Nanobot.Platform.Tests.Ai.Answers.Forms;

namespace Nanobot.Platform.Tests.Ai.Answers;

/// <summary>How servers write words, reasons and usage.</summary>
public sealed class ContentFormTests
{
    [Theory]
    [InlineData("{\"content\":\"Hi there\"}")]
    [InlineData("{\"role\":\"\",\"content\":\"Hi there\"}")]
    [InlineData("{\"role\":null,\"content\":\"Hi there\",\"tool_calls\":null,\"function_call\":null,\"refusal\":null}")]
    [InlineData("{\"content\":[{\"type\":\"text\",\"text\":\"Hi \"},{\"type\":\"text\",\"text\":\"there\"}]}")]
    [InlineData("{\"content\":[\"Hi \",\"there\"]}")]
    [InlineData("{\"content\":{\"type\":\"text\",\"text\":{\"value\":\"Hi there\"}}}")]
    [InlineData("{\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"output_text\",\"text\":\"Hi there\"},null,{\"type\":\"image_url\",\"image_url\":{}}]}")]
    [InlineData("{\"content\":\"Hi there\",\"reasoning_content\":\"hm\",\"reasoning\":\"hm\",\"thinking\":{\"content\":\"hm\"}}")]
    [InlineData("{\"content\":null,\"refusal\":\"Hi there\"}")]
    [InlineData("{\"content\":null,\"content\":\"Hi there\",\"content\":null}")]
    [InlineData("{\"\\ud800\":1,\"content\":\"Hi there\",\"annotations\":[],\"audio\":null,\"x\":{\"content\":\"no\"}}")]
    [InlineData("\"Hi there\"")]
    [InlineData("{\"content\":[{\"type\":\"refusal\",\"refusal\":\"Hi there\"},{\"type\":\"audio\",\"audio\":{\"data\":\"no\"}},{\"type\":\"unheard_of\",\"x\":\"no\"},7.5e0,true]}", "Hi there7.5e0")]
    [InlineData("{\"content\":[{\"type\":\"text\",\"text\":\"Hi \",\"annotations\":[{\"text\":\"no\"}]},[{\"text\":\"there\"}],{\"type\":\"reasoning\",\"text\":\"no\"}]}")]
    [InlineData("{\"content\":\"Hi there\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"no\"}],\"tool_calls\":[],\"images\":[{}]}")]
    public async Task Words_are_read_wherever_they_stand(string said, string words = "Hi there")
    {
        Assert.Equal(words, (await FakeConnection.AskAsync(Whole(said), streamed: false)).Text);
        Assert.Equal(words, (await FakeConnection.AskAsync(Part(said) + Stop(), streamed: true)).Text);
    }

    [Theory]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":null,\"prompt_filter_results\":[{\"prompt_index\":0}]}")]
    [InlineData("{\"choices\":[null]}")]
    [InlineData("{\"id\":\"\",\"created\":\"yesterday\",\"model\":null,\"object\":\"\"}")]
    [InlineData("{\"error\":null,\"choices\":[{\"index\":\"0\",\"delta\":null,\"logprobs\":null,\"finish_reason\":{}}]}")]
    [InlineData("{\"error\":{},\"choices\":{\"index\":0,\"delta\":{}}}")]
    [InlineData("{\"error\":\"\",\"choices\":[{\"delta\":{},\"message\":{},\"finish_reason\":\"null\"}]}")]
    public async Task A_part_that_says_nothing_changes_nothing(string part) =>
        Assert.Equal("Hi there", (await FakeConnection.AskAsync(Event(part) + Words("Hi ") + Event(part) + Words("there") + Event(part) + Stop(), streamed: true)).Text);

    [Theory]
    [InlineData("\"stop\"", "stop")]
    [InlineData("\"STOP\"", "stop")]
    [InlineData("\"end_turn\"", "stop")]
    [InlineData("\"tool_calls\"", "stop")]
    [InlineData("\"MAX_TOKENS\"", "length")]
    [InlineData("\"length\"", "length")]
    [InlineData("\"SAFETY\"", "content_filter")]
    [InlineData("\"FINISH_REASON_STOP\"", "stop")]
    [InlineData("\"FINISH_REASON_MAX_TOKENS\"", "length")]
    [InlineData("\"max_new_tokens\"", "length")]
    [InlineData("\"guardrail_intervened\"", "content_filter")]
    public async Task A_reason_is_known_by_its_servers_name_for_it(string reason, string known)
    {
        Assert.Equal(known, (await FakeConnection.AskAsync(Whole("{\"content\":\"x\"}", reason), streamed: false)).FinishReason!.Value.Value);
        Assert.Equal(known, (await FakeConnection.AskAsync(Words("x") + Stop(reason), streamed: true)).FinishReason!.Value.Value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("\"null\"")]
    [InlineData("false")]
    [InlineData("\"UNSPECIFIED\"")]
    [InlineData("\"FINISH_REASON_UNSPECIFIED\"")]
    public async Task A_reason_that_is_none_is_no_end(string reason)
    {
        var failure = await Assert.ThrowsAsync<Platform.Ai.ModelUnavailableException>(() => FakeConnection.AskAsync(Part("{\"content\":\"Hi\"}", reason), streamed: true));

        Assert.Contains("broke off", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Hi there", (await FakeConnection.AskAsync(Part("{\"content\":\"Hi\"}", reason) + Part("{\"content\":\" there\"}", reason) + Done, streamed: true)).Text);
    }

    [Fact]
    public async Task Of_several_answers_the_first_is_the_one()
    {
        var whole = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"one\"}},{\"index\":1,\"message\":{\"content\":\"two\"}},{\"index\":0,\"message\":{\"content\":\"three\"}}]}";
        var parts = Event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}},{\"index\":0,\"delta\":{\"content\":\"one\"}},{\"index\":1,\"delta\":{\"content\":\"two\"}}]}");

        Assert.Equal("one", (await FakeConnection.AskAsync(whole, streamed: false)).Text);
        Assert.Equal("one", (await FakeConnection.AskAsync(parts + Stop(), streamed: true)).Text);
    }

    public static TheoryData<string[], long?, long?> Usages => new()
    {
        { [Counts("8", "3")], 8, 3 },
        { [Counts("8", "1"), Counts("8", "2"), Counts("8", "3")], 8, 3 },
        { [Counts("8", "3"), Counts("8", "3"), "{}", "null"], 8, 3 },
        { [Counts("8", "3"), Counts("0", "0")], 8, 3 },
        { [Counts("8", "0"), Counts("0", "3")], 8, 3 },
        { ["{\"input_tokens\":8,\"output_tokens\":3}"], 8, 3 },
        { ["{\"prompt_tokens\":8,\"total_tokens\":11}"], 8, 3 },
        { ["{\"completion_tokens\":3,\"total_tokens\":11}"], 8, 3 },
        { ["{\"prompt_tokens\":\"8\",\"completion_tokens\":3.0,\"total_tokens\":-4}"], 8, 3 },
        { ["{\"prompt_tokens\":8}"], 8, 1 },
        { ["{\"completion_tokens\":3}"], null, null },
        { [Counts("0", "0")], null, null },
        { [Counts("-8", "3")], null, null },
        { [Counts("8.5", "3")], null, null },
        { [Counts("1e300", "3")], null, null },
        { ["\"much\""], null, null },
        { ["null", Counts("8", "0"), Counts("8", "1"), Counts("8", "3"), "null", "{}"], 8, 3 },
        { [Counts("\"8.0\"", "\" 3 \"")], 8, 3 },
        { [Counts("8", "3.7")], 8, 1 },
        { [Counts("8", "-1")], 8, 1 },
        { [Counts("8", "99999999999999999999")], 8, 1 },
        { [Counts("99999999999999999999999999999999999999", "3")], null, null },
        { [Counts("8", "3")[..^1] + ",\"total_tokens\":5}"], 8, 3 },
        { [Counts("true", "{}")], null, null },
        { ["{\"total_tokens\":11}"], null, null },
        { ["[]", "7", "{\"prompt_tokens\":{}}"], null, null },
    };

    [Theory]
    [MemberData(nameof(Usages))]
    public async Task Usage_is_the_highest_count_told_and_none_where_it_makes_no_sense(string[] told, long? prompt, long? completion)
    {
        var parts = Words("abc") + string.Concat(told.Select(static usage => Event("{\"choices\":[],\"usage\":" + usage + "}"))) + Stop();
        var inChoices = Words("abc") + string.Concat(told.Select(static usage => Event("{\"choices\":[{\"delta\":{},\"usage\":" + usage + "}]}"))) + Stop();

        foreach (var body in new[] { parts, inChoices, Whole("{\"content\":\"abc\"}", more: ",\"usage\":" + told[0]) }.Take(told.Length > 1 ? 2 : 3))
        {
            foreach (var streamed in new[] { true, false })
            {
                var usage = (await FakeConnection.AskAsync(body, streamed)).Usage;

                Assert.Equal((prompt, completion, prompt + completion), (usage?.InputTokenCount, usage?.OutputTokenCount, usage?.TotalTokenCount));
            }
        }
    }

    [Fact]
    public async Task An_answer_without_words_is_left_to_whoever_needs_them_with_its_reason_and_its_usage()
    {
        var response = await FakeConnection.AskAsync(
            Whole("{\"content\":\"\",\"reasoning_content\":\"Let me think\"}", "\"length\"", ",\"usage\":" + Counts("8", "3")), streamed: true);

        Assert.Equal(("", ChatFinishReason.Length, 11L), (response.Text, response.FinishReason, response.Usage!.TotalTokenCount));
        Assert.Contains("limit of tokens", Platform.Ai.EmptyAnswer.Because(response.FinishReason).Message, StringComparison.Ordinal);
    }

    private static string Counts(string prompt, string completion) => $"{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion}}}";
}
