using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Tools;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>What comes of what users say to the offline model, through the endpoint: what is done, and what they are told.</summary>
public sealed class OfflineOutcomeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_example_of_the_help_works(bool chinese)
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());
        var help = Said(await client.SayAsync(chinese ? "你能做什么？" : "What can you do?"));
        var examples = help.Split('\n').Where(static line => line.StartsWith("- ", StringComparison.Ordinal)).Select(static line => line[2..]).ToList();
        var tools = host.Services.GetRequiredService<ToolCatalogue>().All.ToLookup(static tool => tool.Descriptor.Scope == ToolScope.Web, static tool => tool.Descriptor.Offline.Examples);
        var (offered, outside) = (tools.SelectMany(static own => own).SelectMany(static own => own).ToList(), tools[true].SelectMany(static own => own).ToList());

        Assert.Equal(offered.Select(example => chinese ? example.Zh : example.En).Order(), examples.Order());
        Assert.True(examples.Count > 10);
        // What asks the world outside is not for tests.
        foreach (var example in examples.Except(outside.Select(example => chinese ? example.Zh : example.En)))
        {
            var answer = await client.SayAsync(example);
            var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
            Assert.Contains(history.GetProperty("messages").EnumerateArray(), static message => message.Text("role") == "tool");
            Assert.DoesNotContain(chinese ? "没有成功" : "did not work", Said(answer), StringComparison.Ordinal);
            Assert.DoesNotContain(chinese ? "什么也没有做" : "I did nothing", Said(answer), StringComparison.Ordinal);
            Assert.Equal(chinese, Said(answer).StartsWith("（离线模型）", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_watchlist_is_changed_and_what_did_not_change_is_said()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        using var client = host.For(ada);

        Assert.EndsWith("I added NVDA, AAPL. Your list is now: STOCK-ada, NVDA, AAPL.", await SayAsync(client, "add NVDA and AAPL to my watchlist"), StringComparison.Ordinal);
        Assert.EndsWith("AAPL was on the list already; nothing changed. Your list is now: STOCK-ada, NVDA, AAPL.", await SayAsync(client, "follow aapl"), StringComparison.Ordinal);
        Assert.EndsWith("已加入 TSLA。AAPL 本来就在列表里。现在的列表：STOCK-ada、NVDA、AAPL、TSLA。（特斯拉 = TSLA；苹果 = AAPL）", await SayAsync(client, "把特斯拉和苹果加入关注列表"), StringComparison.Ordinal);
        Assert.EndsWith("已移除 TSLA。现在的列表：STOCK-ada、NVDA、AAPL。", await SayAsync(client, "取消关注TSLA"), StringComparison.Ordinal);
        Assert.EndsWith("TSLA was not on the list; nothing changed. Your list is now: STOCK-ada, NVDA, AAPL.", await SayAsync(client, "remove TSLA from my watchlist"), StringComparison.Ordinal);
        Assert.EndsWith("已加入 黄金。", await SayAsync(client, "关注关键词 黄金"), StringComparison.Ordinal);
        Assert.EndsWith("Stocks: STOCK-ada, NVDA, AAPL\n- Keywords: 黄金", await SayAsync(client, "what do I follow?"), StringComparison.Ordinal);
        Assert.Equal(["STOCK-ada", "NVDA", "AAPL"], host.Peers.Users[(ada.TenantId!, "ada")].Watchlist.Stocks!);
    }

    [Fact]
    public async Task A_file_is_changed_undone_brought_back_and_renamed_by_plain_requests()
    {
        using var client = (await ChatHost.SharedAsync()).For(TestContexts.User());
        await SayAsync(client, "write notes.md: buy tea");

        Assert.EndsWith("I changed notes.md.", await SayAsync(client, "replace tea with coffee in notes.md"), StringComparison.Ordinal);
        Assert.Equal("buy coffee", await client.GetStringAsync("/workspace/files/notes.md"));
        Assert.Contains("I made notes.md what it was at revision 1.", await SayAsync(client, "undo the last change to notes.md"), StringComparison.Ordinal);
        Assert.Equal("buy tea", await client.GetStringAsync("/workspace/files/notes.md"));
        await SayAsync(client, "删除 notes.md");
        Assert.Contains("已把 notes.md 恢复成版本 3 的内容。", await SayAsync(client, "找回 notes.md"), StringComparison.Ordinal);
        Assert.EndsWith("已把 notes.md 移到 归档/旧.md。", await SayAsync(client, "把 notes.md 改名为 归档/旧.md"), StringComparison.Ordinal);
        Assert.Equal("buy tea", await client.GetStringAsync($"/workspace/files/{Uri.EscapeDataString("归档")}/{Uri.EscapeDataString("旧.md")}"));
        Assert.Contains("- 归档/旧.md (1): buy tea", await SayAsync(client, "search my files for TEA"), StringComparison.Ordinal);
        Assert.Contains("Conversations that have it:\n- ", await SayAsync(client, "search my conversations for coffee"), StringComparison.Ordinal);
        Assert.Contains("网址不能访问", await SayAsync(client, "打开 http://127.0.0.1/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_list_says_already_is_not_written_again_and_what_is_not_understood_changes_nothing()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());

        await SayAsync(client, "add NVDA to my watchlist");
        Assert.Equal(["PATCH /users/ada/watchlist"], host.Peers.Effects);
        host.Peers.Effects.Clear();

        await SayAsync(client, "add Nvidia to my watchlist");
        await SayAsync(client, "关注宁德时代");
        await SayAsync(client, "不要把NVDA加入关注列表");
        await SayAsync(client, "把语言改成英文");
        await SayAsync(client, "remove TSLA from my watchlist");

        Assert.Empty(host.Peers.Effects);
    }

    [Fact]
    public async Task Reports_are_scheduled_in_the_users_zone_once_listed_and_deleted()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        using var client = host.For(ada);

        Assert.EndsWith("还没有定时任务。", await SayAsync(client, "列出定时任务"), StringComparison.Ordinal);
        Assert.EndsWith("已安排：日报，每天 09:00（Europe/Berlin），下一次 2030-01-07 09:00。", await SayAsync(client, "每天早上9点给我发日报"), StringComparison.Ordinal);
        Assert.Contains("That was scheduled already; nothing changed: daily report, every day at 09:00", await SayAsync(client, "schedule a daily report at 9am"), StringComparison.Ordinal);
        Assert.Contains("I scheduled it: weekly report, every Monday at 08:30", await SayAsync(client, "send me a weekly report every Monday at 8:30"), StringComparison.Ordinal);
        Assert.Contains("I scheduled it: daily report, on weekdays at 18:00", await SayAsync(client, "send me a daily report every weekday at 6pm"), StringComparison.Ordinal);
        Assert.Contains("1. daily report, on weekdays at 18:00 (Europe/Berlin)", await SayAsync(client, "list my schedules"), StringComparison.Ordinal);
        Assert.Contains("还没有删除，请说明是哪一个", await SayAsync(client, "删除定时任务"), StringComparison.Ordinal);
        Assert.EndsWith("已删除定时任务：周报，每周一 08:30（Europe/Berlin）。", await SayAsync(client, "取消每周的周报"), StringComparison.Ordinal);
        Assert.EndsWith("I deleted the schedule: daily report, every day at 09:00 (Europe/Berlin).", await SayAsync(client, "delete schedule 2"), StringComparison.Ordinal);
        Assert.Contains("I deleted nothing yet", await SayAsync(client, "delete schedule 7"), StringComparison.Ordinal);
        Assert.Single(host.Peers.Schedules[(ada.TenantId!, "ada")]);
        Assert.Contains("已安排：日报，每周一、三、五 09:00（Europe/Berlin）", await SayAsync(client, "每周一、三、五早上9点给我发日报"), StringComparison.Ordinal);
        Assert.Contains("I deleted the schedule: daily report, every Monday, Wednesday, Friday at 09:00", await SayAsync(client, "delete schedule 1"), StringComparison.Ordinal);
        Assert.Contains("已删除定时任务：日报，工作日 18:00", await SayAsync(client, "删除所有定时任务"), StringComparison.Ordinal);
        Assert.EndsWith("Nothing is scheduled, so there was nothing to delete.", await SayAsync(client, "cancel my daily report"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_in_any_script_are_written_read_and_deleted()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        Assert.EndsWith("已写好新文件 笔记.md（12 字节）。", await SayAsync(client, "写 笔记.md：买入苹果"), StringComparison.Ordinal);
        Assert.EndsWith("替换了原来的内容。", await SayAsync(client, "把卖出苹果写入笔记.md"), StringComparison.Ordinal);
        Assert.EndsWith("卖出苹果", await SayAsync(client, "读取笔记.md"), StringComparison.Ordinal);
        Assert.EndsWith("已删除 笔记.md。", await SayAsync(client, "删除 笔记.md"), StringComparison.Ordinal);
        Assert.EndsWith("没有成功：没有这个文件。", await SayAsync(client, "删除 笔记.md"), StringComparison.Ordinal);
        Assert.EndsWith("That did not work: There is no such file.", await SayAsync(client, "read notes.md"), StringComparison.Ordinal);
        Assert.Contains("这项改动要你批准后才会执行，现在还没有执行。", await SayAsync(client, "删除 SOUL.md"), StringComparison.Ordinal);
        Assert.Contains("That needs your approval and has not been done yet.", await SayAsync(client, "delete AGENTS.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_remembered_is_added_to_the_memory_once()
    {
        var host = await ChatHost.SharedAsync();
        using var client = host.For(TestContexts.User());

        await SayAsync(client, "remember that I like short answers");
        await SayAsync(client, "记住：我的狗叫\n# 小白");
        Assert.EndsWith("I remembered that already; nothing changed.", await SayAsync(client, "remember that I like short answers"), StringComparison.Ordinal);

        Assert.Equal("# Long-term memory\n\n- I like short answers\n- 我的狗叫 # 小白\n", await client.GetStringAsync("/workspace/files/MEMORY.md"));
        Assert.EndsWith("- 我的狗叫 # 小白\n", await SayAsync(client, "what do you remember?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_of_reports_is_changed_while_answers_keep_to_the_language_that_is_written()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        using var client = host.For(ada);

        Assert.Contains("Your language is now Chinese", await SayAsync(client, "switch to Chinese"), StringComparison.Ordinal);
        Assert.EndsWith("本来就是这样，没有变化。", await SayAsync(client, "把语言改成中文"), StringComparison.Ordinal);
        Assert.Contains("时区已改成 Asia/Shanghai", await SayAsync(client, "把时区改成北京时间"), StringComparison.Ordinal);
        Assert.Contains("Your files", await SayAsync(client, "list my files"), StringComparison.Ordinal);

        var preferences = host.Peers.Users[(ada.TenantId!, "ada")].Preferences;
        Assert.Equal(("zh", "Asia/Shanghai"), (preferences.Language, preferences.TimeZone));
    }

    [Fact]
    public async Task A_module_that_is_away_is_told_in_the_users_language_and_by_no_name()
    {
        await using var host = await ChatHost.StartAsync();
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        host.Peers.Down = true;

        Assert.EndsWith("没有成功：这项服务暂时没有回应，请稍后再试。", await SayAsync(client, "我关注什么？"), StringComparison.Ordinal);
        var answer = await SayAsync(client, "schedule a daily report at 9am");
        Assert.Contains("That service does not answer at the moment. Whether it took effect is not known", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("scheduler", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_changes_nothing_of_another()
    {
        var (host, ada) = (await ChatHost.SharedAsync(), TestContexts.User());
        var bob = ada.AsUser("bob");
        using var client = host.For(ada);
        using var other = host.For(bob);

        await SayAsync(client, "add NVDA to my watchlist");
        await SayAsync(client, "schedule a daily report at 9am");
        await SayAsync(client, "write notes.md: ada's");

        Assert.DoesNotContain("NVDA", await SayAsync(other, "what do I follow?"), StringComparison.Ordinal);
        Assert.EndsWith("Nothing is scheduled yet.", await SayAsync(other, "list my schedules"), StringComparison.Ordinal);
        Assert.EndsWith("There is no such file.", await SayAsync(other, "delete notes.md"), StringComparison.Ordinal);
        Assert.EndsWith("ada's", await SayAsync(client, "read notes.md"), StringComparison.Ordinal);
    }

    private static string Said(JsonElement answer) => answer.Text("response");

    private static async Task<string> SayAsync(HttpClient client, string message) => Said(await client.SayAsync(message));
}
