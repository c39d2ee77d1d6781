using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Platform.Tests.Ai;

/// <summary>The engine of the offline model, with a vocabulary made up here: it has none of its own.</summary>
public sealed class OfflineChatClientTests
{
    private static readonly string[] AllTools = ["shelf_list", "shelf_count", "book_find", "book_read"];

    private readonly IChatClient _model = Models.Create(
        [
            new OfflineToolSkill("shelf_list")
            {
                Examples = [("列出书架", "list the shelf")],
                Recognise = OfflinePattern.Recognise(static _ => [], @"\bshelf\b", "书架"),
                Tell = static result => result.Say("书：", "Books: ") + string.Join(", ", result.Items("books").Select(static book => book.Text("title"))),
            },
            new OfflineToolSkill("shelf_count")
            {
                Examples = [("数书", "count the shelf")],
                Recognise = OfflinePattern.Recognise(static _ => [], @"\bcount\b.*\bshelf\b"),
            },
            new OfflineToolSkill("book_find")
            {
                Specificity = 1,
                Examples = [("找书", "find Emma on the shelf")],
                Recognise = OfflinePattern.Recognise(
                    static match => new() { ["title"] = match.Groups["title"].Value }, @"\b(?:get|fetch)\s+(?<title>\w+)", @"\bfind\s+(?<title>\w+)"),
                Next = static (request, result) => request.Contains("read", StringComparison.Ordinal) && result.Text("id") is { Length: > 0 } id
                    ? new OfflineCall("book_read", new() { ["id"] = id })
                    : null,
                Tell = static result => result.Text("id") is { Length: > 0 } id ? $"It is book {id}." : null,
            },
            new OfflineToolSkill("book_read") { Tell = static result => result.Text("text") },
        ],
        [new OfflineTextSkill(static request => request.StartsWith("HAIKU", StringComparison.Ordinal), static _ => "(offline) an old silent pond")]);

    [Theory]
    [InlineData("show me the shelf", "shelf_list", "")]
    [InlineData("看看书架", "shelf_list", "")]
    [InlineData("find Emma", "book_find", "title=Emma")]
    [InlineData("FETCH Emma", "book_find", "title=Emma")]
    public async Task A_plain_request_calls_its_tool(string request, string tool, string arguments)
    {
        var response = await _model.GetResponseAsync(request, Models.Offering(AllTools));

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(tool, call.Name);
        Assert.Equal(arguments, string.Join(' ', call.Arguments!.Select(argument => $"{argument.Key}={argument.Value}")));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData("find Emma on the shelf", "book_find")]
    [InlineData("count the shelf", "shelf_list")]
    public async Task Of_tools_that_a_request_may_mean_the_more_specific_is_called_then_the_one_registered_first(string request, string tool)
    {
        var response = await _model.GetResponseAsync(request, Models.Offering(AllTools));

        Assert.Equal(tool, Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()).Name);
    }

    [Fact]
    public async Task A_tool_that_is_not_offered_is_not_called()
    {
        var response = await _model.GetResponseAsync("show me the shelf", Models.Offering("book_find"));

        Assert.Contains("offline model", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("list the shelf", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("How are you?", "offline model", "- list the shelf\n- count the shelf\n- find Emma on the shelf")]
    [InlineData("你好吗", "离线模型", "- 列出书架\n- 数书\n- 找书")]
    public async Task Anything_else_is_answered_with_what_it_is_in_the_users_language(string request, string says, string examples)
    {
        var response = await _model.GetResponseAsync(request, Models.Offering(AllTools));

        Assert.Contains(says, response.Text, StringComparison.Ordinal);
        Assert.EndsWith(examples, response.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task A_result_may_lead_to_another_call_where_that_tool_is_on_offer()
    {
        List<ChatMessage> messages = [new(ChatRole.User, "find Emma and read it")];
        var options = Models.Offering(AllTools);

        var first = await StepAsync(messages, options, """{"id":"b-2"}""");
        Assert.Equal("(offline model) It is book b-2.", (await _model.GetResponseAsync(messages, Models.Offering("book_find"))).Text);
        var second = await StepAsync(messages, options, """{"text":"Handsome, clever, and rich."}""");
        var answer = await _model.GetResponseAsync(messages, options);

        Assert.Equal("book_find", first.Name);
        Assert.Equal(("book_read", "b-2"), (second.Name, second.Arguments!["id"]));
        Assert.NotEqual(first.CallId, second.CallId);
        Assert.Equal("(offline model) Handsome, clever, and rich.", answer.Text);
    }

    [Theory]
    [InlineData("""{"books":[{"title":"Emma"},{"title":"Dune"}]}""", "Books: Emma, Dune")]
    [InlineData("""{"books":"odd"}""", "Books: ")]
    [InlineData("""{"error":{"code":"SHELF_LOCKED","message":"The shelf is locked."}}""", "That did not work: The shelf is locked.")]
    [InlineData("not JSON at all", "The tool returned:\n\nnot JSON at all")]
    [InlineData("[1,2]", "The tool returned:\n\n[1,2]")]
    [InlineData("""{"books":[{"title":"Em""", "The tool returned:\n\n{\"books\":[{\"title\":\"Em")]
    public async Task Whatever_a_tool_returns_is_told(string result, string says)
    {
        List<ChatMessage> messages = [new(ChatRole.User, "show me the shelf")];
        await StepAsync(messages, Models.Offering(AllTools), result);

        Assert.Equal($"(offline model) {says}", (await _model.GetResponseAsync(messages, Models.Offering(AllTools))).Text);
    }

    [Fact]
    public async Task What_it_writes_without_tools_is_not_written_while_tools_are_on_offer()
    {
        Assert.Equal("(offline) an old silent pond", (await _model.GetResponseAsync("HAIKU about ponds")).Text);
        Assert.Contains("offline model", (await _model.GetResponseAsync("HAIKU about ponds", Models.Offering(AllTools))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_says_the_same_as_a_whole_answer()
    {
        var whole = await _model.GetResponseAsync("你好 😀 there", Models.Offering(AllTools));
        var streamed = new List<ChatResponseUpdate>();
        await foreach (var update in _model.GetStreamingResponseAsync("你好 😀 there", Models.Offering(AllTools)))
        {
            streamed.Add(update);
        }

        var put = streamed.ToChatResponse();
        Assert.True(streamed.Count > 3);
        Assert.Equal(whole.Text, put.Text);
        Assert.Equal(whole.Usage!.TotalTokenCount, put.Usage!.TotalTokenCount);
        Assert.Equal(whole.FinishReason, put.FinishReason);
    }

    [Fact]
    public async Task Tokens_are_counted_at_four_characters_each()
    {
        var response = await _model.GetResponseAsync(new string('x', 401));

        Assert.Equal(101, response.Usage!.InputTokenCount);
        Assert.Equal((response.Text.Length + 3) / 4, response.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task A_reply_keeps_to_its_limit()
    {
        var response = await _model.GetResponseAsync("hello", new ChatOptions { MaxOutputTokens = 5 });

        Assert.Equal(20, response.Text.Length);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
    }

    private async Task<FunctionCallContent> StepAsync(List<ChatMessage> messages, ChatOptions options, string result)
    {
        var response = await _model.GetResponseAsync(messages, options);
        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(response.Messages);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)]));
        return call;
    }
}
