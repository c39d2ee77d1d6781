using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>What the offline model understands of the tools, by the words that stand beside them.</summary>
public sealed class OfflinePhrasesTests
{
    public static TheoryData<string, string, string> Requests
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (tool, arguments, requests) in OfflineRequests.All)
            {
                Array.ForEach(requests, request => rows.Add(request, tool, arguments));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_plain_request_calls_its_tool(string request, string tool, string arguments)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, await OfferingAsync());

        var call = Assert.Single(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(tool, call.Name);
        Assert.Equal(arguments, string.Join(' ', call.Arguments!.Select(argument => $"{argument.Key}={(argument.Value is string[] list ? string.Join(',', list) : argument.Value)}")));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Theory]
    [InlineData("Don't add NVDA to my watchlist")]
    [InlineData("不要把NVDA加入关注列表")]
    [InlineData("别关注TSLA")]
    [InlineData("how do I add NVDA to my watchlist?")]
    [InlineData("怎么把NVDA加入关注列表？")]
    [InlineData("do not delete notes.md")]
    [InlineData("不要删除 notes.md")]
    [InlineData("How can I schedule a daily report at 9am?")]
    [InlineData("如何每天早上9点收到日报？")]
    [InlineData("why did you remove TSLA from my watchlist?")]
    [InlineData("add NVDA to my watchlist and delete notes.md")]
    [InlineData("把NVDA加入关注列表，然后生成日报")]
    [InlineData("把NVDA加入关注列表并且每天9点给我发日报")]
    [InlineData("删除")]
    [InlineData("delete everything")]
    [InlineData("今天天气怎么样？")]
    [InlineData("tell me a joke")]
    [InlineData("买入100股NVDA")]
    [InlineData("sell all my AAPL")]
    [InlineData("🙂")]
    [InlineData("???")]
    [InlineData("关注列表太长了")]
    [InlineData("my watchlist is too long")]
    [InlineData("the report was wrong")]
    [InlineData("报告写得不好")]
    [InlineData("I deleted notes.md yesterday")]
    [InlineData("忘记我说的话")]
    [InlineData("what is the price of NVDA?")]
    [InlineData("NVDA 现在多少钱？")]
    public async Task What_is_not_asked_for_or_more_than_it_understands_is_not_done(string request)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, await OfferingAsync());

        Assert.Empty(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Contains(request.Any(static letter => letter is >= '\u4e00' and <= '\u9fff') ? "什么也没有做" : "I did nothing", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("关注宁德时代", "宁德时代")]
    [InlineData("把格力电器加入关注列表", "格力电器")]
    [InlineData("add Berkshire to my watchlist", "Berkshire")]
    [InlineData("follow Gold", "Gold")]
    [InlineData("add it to my watchlist", "it")]
    [InlineData("把AAPL和格力加入关注列表", "格力")]
    [InlineData("记住", "记住")]
    [InlineData("remember that", "remember that")]
    [InlineData("每天25点给我发日报", "什么也没有安排")]
    [InlineData("schedule a daily report at 31:00", "I scheduled nothing")]
    [InlineData("明天早上9点给我发日报", "每天、每个工作日或每周")]
    [InlineData("send me a report tomorrow at 9", "every day, every weekday or every week")]
    [InlineData("每月1号给我发报告", "每天、每个工作日或每周")]
    [InlineData("send me a report every 2 hours", "every day, every weekday or every week")]
    [InlineData("把语言改成法语", "中文或英文")]
    [InlineData("switch to French", "Chinese or English")]
    [InlineData("把时区改成火星", "IANA")]
    [InlineData("set my time zone to Mars/Olympus", "IANA")]
    [InlineData("把这个加入关注列表", "股票代码")]
    [InlineData("每天9点和18点给我发日报", "一个时刻")]
    [InlineData("send me a daily report every day at 9am and 6pm", "one time")]
    [InlineData("send me a report every day at half past eight", "one time")]
    [InlineData("每天早点给我发日报", "一个时刻")]
    public async Task What_is_meant_but_cannot_be_done_so_is_asked_back_and_not_done(string request, string says)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, await OfferingAsync());

        Assert.Empty(response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Contains(says, response.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("- ", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "Hello!", "- list my files")]
    [InlineData("Hi there!", "Hello!", "- list my files")]
    [InlineData("help", "I am the built-in offline model", "- list my files")]
    [InlineData("What can you do?", "I am the built-in offline model", "- list my files")]
    [InlineData("thank you", "You are welcome!", "- list my files")]
    [InlineData("How are you?", "I did not understand that", "- add NVDA and TSLA to my watchlist")]
    [InlineData("你好", "你好！", "- 列出我的文件")]
    [InlineData("您好！", "你好！", "- 列出我的文件")]
    [InlineData("你能做什么？", "我是内置的离线模型", "- 列出我的文件")]
    [InlineData("谢谢", "不客气！", "- 列出我的文件")]
    [InlineData("你好吗", "你好！", "- 把NVDA和TSLA加入关注列表")]
    [InlineData("天气", "我没有听懂", "- 每天早上9点给我发日报")]
    public async Task Anything_else_is_answered_with_what_it_can_do(string request, string begins, string example)
    {
        var response = await (await ModelAsync()).GetResponseAsync(request, await OfferingAsync());

        Assert.StartsWith(begins, response.Text, StringComparison.Ordinal);
        Assert.Contains($"\n{example}\n", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_report_takes_two_steps()
    {
        var model = await ModelAsync();
        List<ChatMessage> messages = [new(ChatRole.User, "show my last report")];
        var options = await OfferingAsync();

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
    [InlineData("write a.md: x", """{"path":"a.md","bytes":1,"is_new":true}""", "I wrote the new file a.md (1 bytes).")]
    [InlineData("write a.md: x", """{"path":"a.md","bytes":1,"is_new":false}""", "I wrote a.md (1 bytes), in place of what it said before.")]
    [InlineData("create a daily report", """{"report_id":"r","status":"pending"}""", "Report r is asked for; it is waiting to be made. Say “show my last report” in a moment to read it.")]
    [InlineData("list my reports", """{"reports":[{"report_id":"r","report_type":"daily","status":"pending","created_at":"2026-11-26T08:00:00Z"}]}""", "Your reports:\n1. daily report, waiting to be made, 2026-11-26 08:00 UTC (r)")]
    [InlineData("列出我的报告", """{"reports":[{"report_id":"r","report_type":"weekly","status":"completed","created_at":"2026-11-26T08:00:00Z"}]}""", "你的报告：\n1. 周报, 已完成, 2026-11-26 08:00 UTC (r)")]
    [InlineData("list my reports", """{"reports":[]}""", "You have no reports yet.")]
    [InlineData("search my reports for gold", """{"reports":[{"report_id":"r","report_type":"daily","status":"completed","created_at":"2026-11-26T08:00:00Z","excerpt":"as gold rose"}],"more":false}""", "Reports that have it:\n1. daily report, completed, 2026-11-26 08:00 UTC (r): as gold rose")]
    [InlineData("在报告里搜索黄金", """{"reports":[],"more":false}""", "没有哪份报告里有这些字。")]
    [InlineData("what do I follow?", """{"stocks":["A","B"],"keywords":["gold"]}""", "You follow:\n- Stocks: A, B\n- Keywords: gold")]
    [InlineData("what do I follow?", "{}", "You follow nothing yet.")]
    [InlineData("list my files", """{"error":{"code":"X","message":"There is no such file."}}""", "That did not work: There is no such file.")]
    public async Task What_a_tool_returned_is_put_in_words(string request, string result, string words)
    {
        var model = await ModelAsync();
        List<ChatMessage> messages = [new(ChatRole.User, request)];
        await StepAsync(model, messages, await OfferingAsync(), result);

        Assert.EndsWith(words, (await model.GetResponseAsync(messages, await OfferingAsync())).Text, StringComparison.Ordinal);
    }

    private static async Task<IChatClient> ModelAsync() => new ForTenant((await ChatHost.SharedAsync()).Services.GetRequiredService<IChatClient>());

    private static async Task<ChatOptions> OfferingAsync() => new()
    {
        Tools = [.. (await ChatHost.SharedAsync()).Services.GetRequiredService<ToolCatalogue>().Declarations],
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
