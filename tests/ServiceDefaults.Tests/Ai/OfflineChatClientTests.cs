using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Nanobot.ServiceDefaults.Tests.Ai;

public sealed partial class OfflineChatClientTests
{
    private static readonly string[] AllTools =
        ["workspace_list", "workspace_read", "workspace_write", "report_request", "report_list", "report_get", "watchlist_get"];

    private readonly IChatClient _model = Models.Create();

    [Theory]
    [InlineData("list my files", "workspace_list", "")]
    [InlineData("What files do I have?", "workspace_list", "")]
    [InlineData("列出我的文件", "workspace_list", "")]
    [InlineData("我有哪些文件？", "workspace_list", "")]
    [InlineData("read USER.md", "workspace_read", "path=USER.md")]
    [InlineData("please show me memory/2026-11.md", "workspace_read", "path=memory/2026-11.md")]
    [InlineData("读取 USER.md", "workspace_read", "path=USER.md")]
    [InlineData("看看USER.md", "workspace_read", "path=USER.md")]
    [InlineData("write notes.md: hello", "workspace_write", "path=notes.md content=hello")]
    [InlineData("Write \"buy milk\" to notes.md", "workspace_write", "path=notes.md content=buy milk")]
    [InlineData("把 你好 写入 notes.md", "workspace_write", "path=notes.md content=你好")]
    [InlineData("写入 notes.md：你好", "workspace_write", "path=notes.md content=你好")]
    [InlineData("create a daily report", "report_request", "report_type=daily")]
    [InlineData("Generate my weekly report, please", "report_request", "report_type=weekly")]
    [InlineData("make a report about Tesla.", "report_request", "report_type=custom custom_prompt=Tesla")]
    [InlineData("生成日报", "report_request", "report_type=daily")]
    [InlineData("帮我做一份周报", "report_request", "report_type=weekly")]
    [InlineData("生成一份关于黄金的报告", "report_request", "report_type=custom custom_prompt=黄金")]
    [InlineData("show my last report", "report_list", "")]
    [InlineData("看看最新的报告", "report_list", "")]
    [InlineData("list my reports", "report_list", "")]
    [InlineData("what do I follow?", "watchlist_get", "")]
    [InlineData("我关注什么？", "watchlist_get", "")]
    public async Task A_plain_request_calls_its_tool(string request, string tool, string arguments)
    {
        var response = await _model.GetResponseAsync(request, Models.Offering(AllTools));

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(tool, call.Name);
        Assert.Equal(arguments, string.Join(' ', call.Arguments!.Select(argument => $"{argument.Key}={argument.Value}")));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task A_tool_that_is_not_offered_is_not_called()
    {
        var response = await _model.GetResponseAsync("list my files", Models.Offering("report_list"));

        Assert.Contains("offline model", response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("list my files", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("How are you?", "offline model")]
    [InlineData("你好吗", "离线模型")]
    public async Task Anything_else_is_answered_with_what_it_is_in_the_users_language(string request, string says)
    {
        var response = await _model.GetResponseAsync(request, Models.Offering(AllTools));

        Assert.Contains(says, response.Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }

    [Fact]
    public async Task The_last_report_takes_two_steps()
    {
        List<ChatMessage> messages = [new(ChatRole.User, "show my last report")];
        var options = Models.Offering(AllTools);

        var first = await StepAsync(messages, options, """{"reports":[{"report_id":"r-2","status":"completed"},{"report_id":"r-1","status":"completed"}]}""");
        var second = await StepAsync(messages, options, """{"report_id":"r-2","status":"completed","content":"Gold rose 3.5 %."}""");
        var answer = await _model.GetResponseAsync(messages, options);

        Assert.Equal("report_list", first.Name);
        Assert.Equal(("report_get", "r-2"), (second.Name, second.Arguments!["report_id"]));
        Assert.NotEqual(first.CallId, second.CallId);
        Assert.Contains("Gold rose 3.5 %.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("offline", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"FILE_NOT_FOUND","message":"There is no such file."}}""", "There is no such file.")]
    [InlineData("not JSON at all", "not JSON at all")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("""{"files":"odd"}""", "no files")]
    public async Task Whatever_a_tool_returns_is_told(string result, string says)
    {
        List<ChatMessage> messages = [new(ChatRole.User, "list my files")];
        await StepAsync(messages, Models.Offering(AllTools), result);

        Assert.Contains(says, (await _model.GetResponseAsync(messages, Models.Offering(AllTools))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "On the evidence at hand: AAPL closed at 190.12, +1.3 %.")]
    [InlineData("zh", "据现有资料：AAPL closed at 190.12, +1.3 %。")]
    public async Task Evidence_becomes_one_paragraph_a_line_without_a_number_of_its_own(string language, string paragraph)
    {
        var request = $"LANGUAGE {language}\nEVIDENCE AAPL closed at 190.12, +1.3 %\nEVIDENCE 3 headlines on gold";

        var text = (await _model.GetResponseAsync(request)).Text;

        Assert.Contains(paragraph, text, StringComparison.Ordinal);
        Assert.All(Numbers().Matches(text), number => Assert.Contains(number.Value, request, StringComparison.Ordinal));
        Assert.Contains(language == "zh" ? "离线" : "offline", text, StringComparison.Ordinal);
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

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
