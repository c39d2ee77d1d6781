using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>What the offline model understands of the tools, by the words that stand beside them.</summary>
public sealed class OfflinePhrasesTests
{
    private static readonly string[] AllTools =
        ["workspace_list", "workspace_read", "workspace_write", "report_request", "report_list", "report_get", "watchlist_get"];

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
    [InlineData("write notes.md: show my last report of files", "workspace_write", "path=notes.md content=show my last report of files")]
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
    [InlineData("我要看最新的报告", "report_list", "")]
    [InlineData("list my reports", "report_list", "")]
    [InlineData("what do I follow?", "watchlist_get", "")]
    [InlineData("我关注什么？", "watchlist_get", "")]
    public async Task A_plain_request_calls_its_tool(string request, string tool, string arguments)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, Offering(AllTools));

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(tool, call.Name);
        Assert.Equal(arguments, string.Join(' ', call.Arguments!.Select(argument => $"{argument.Key}={argument.Value}")));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData("How are you?", "- list my files\n- read USER.md\n- write notes.md: hello\n- create a daily report\n- show my last report\n- what do I follow?")]
    [InlineData("你好吗", "- 列出我的文件\n- 读取 USER.md\n- 把你好写入 notes.md\n- 生成日报\n- 看看最新的报告\n- 我关注什么？")]
    public async Task Anything_else_is_answered_with_examples_of_what_it_can_do(string request, string examples)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, Offering(AllTools));

        Assert.EndsWith(examples, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_report_takes_two_steps()
    {
        var model = await ModelAsync();
        List<ChatMessage> messages = [new(ChatRole.User, "show my last report")];
        var options = Offering(AllTools);

        var first = await StepAsync(model, messages, options, """{"reports":[{"report_id":"r-2","status":"completed"},{"report_id":"r-1","status":"completed"}]}""");
        var second = await StepAsync(model, messages, options, """{"report_id":"r-2","status":"completed","content":"Gold rose 3.5 %."}""");
        var answer = await model.GetResponseAsync(messages, options);

        Assert.Equal("report_list", first.Name);
        Assert.Equal(("report_get", "r-2"), (second.Name, second.Arguments!["report_id"]));
        Assert.NotEqual(first.CallId, second.CallId);
        Assert.Contains("Gold rose 3.5 %.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("offline", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list my files", """{"files":[{"path":"a.md","bytes":3}]}""", "Your files (bytes):\n- a.md (3)")]
    [InlineData("list my files", """{"files":[]}""", "Your workspace has no files.")]
    [InlineData("list my files", """{"files":"odd"}""", "Your workspace has no files.")]
    [InlineData("列出我的文件", """{"files":[{"path":"a.md","bytes":3}]}""", "工作区文件（字节）：\n- a.md (3)")]
    [InlineData("read a.md", """{"path":"a.md","content":"words"}""", "a.md says:\n\nwords")]
    [InlineData("write a.md: x", """{"path":"a.md","bytes":1}""", "I wrote a.md (1 bytes).")]
    [InlineData("create a daily report", """{"report_id":"r","status":"pending"}""", "Report r is on its way; its status is pending.")]
    [InlineData("list my reports", """{"reports":[{"report_id":"r","report_type":"daily","status":"pending","created_at":"t"}]}""", "Your reports:\n- r: daily, pending, t")]
    [InlineData("list my reports", """{"reports":[]}""", "You have no reports yet.")]
    [InlineData("what do I follow?", """{"stocks":["A","B"],"keywords":["gold"]}""", "You follow:\n- Stocks: A, B\n- Keywords: gold")]
    [InlineData("what do I follow?", "{}", "You follow nothing yet.")]
    [InlineData("list my files", """{"error":{"code":"X","message":"There is no such file."}}""", "That did not work: There is no such file.")]
    public async Task What_a_tool_returned_is_put_in_words(string request, string result, string words)
    {
        var model = await ModelAsync();
        List<ChatMessage> messages = [new(ChatRole.User, request)];
        await StepAsync(model, messages, Offering(AllTools), result);

        Assert.EndsWith(words, (await model.GetResponseAsync(messages, Offering(AllTools))).Text, StringComparison.Ordinal);
    }

    private static async Task<IChatClient> ModelAsync() => (await ChatHost.SharedAsync()).Services.GetRequiredService<IChatClient>();

    private static ChatOptions Offering(IEnumerable<string> tools) => new()
    {
        Tools = [.. tools.Select(static name => AIFunctionFactory.CreateDeclaration(name, name, JsonSerializer.SerializeToElement(new { type = "object" }), null))],
    };

    private static async Task<FunctionCallContent> StepAsync(IChatClient model, List<ChatMessage> messages, ChatOptions options, string result)
    {
        var response = await model.GetResponseAsync(messages, options);
        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        messages.AddRange(response.Messages);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result)]));
        return call;
    }
}
