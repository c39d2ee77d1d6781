using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Chat.Tools;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>What the offline model understands of the tools, by the words that stand beside them.</summary>
public sealed class OfflinePhrasesTests
{
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
    [InlineData("Show me the files", "workspace_list", "")]
    [InlineData("我的文件有哪些？", "workspace_list", "")]
    [InlineData("请列出我的文件", "workspace_list", "")]
    [InlineData("读取笔记.md", "workspace_read", "path=笔记.md")]
    [InlineData("打开 笔记.md", "workspace_read", "path=笔记.md")]
    [InlineData("看看我的笔记.md", "workspace_read", "path=笔记.md")]
    [InlineData("笔记.md里写了什么？", "workspace_read", "path=笔记.md")]
    [InlineData("read 笔记.md", "workspace_read", "path=笔记.md")]
    [InlineData("读取文件笔记.md的内容", "workspace_read", "path=笔记.md")]
    [InlineData("read заметки.md", "workspace_read", "path=заметки.md")]
    [InlineData("open my file заметки.md", "workspace_read", "path=заметки.md")]
    [InlineData("read हिन्दी.md", "workspace_read", "path=हिन्दी.md")]
    [InlineData("read \"📈 plan.md\"", "workspace_read", "path=📈 plan.md")]
    [InlineData("读取《📈 plan.md》", "workspace_read", "path=📈 plan.md")]
    [InlineData("What do you remember about me?", "workspace_read", "path=MEMORY.md")]
    [InlineData("你记得什么？", "workspace_read", "path=MEMORY.md")]
    [InlineData("你还记得我的哪些事情？", "workspace_read", "path=MEMORY.md")]
    [InlineData("看看你的记忆", "workspace_read", "path=MEMORY.md")]
    [InlineData("写 笔记.md：买入苹果", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("把买入苹果写进笔记.md", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("新建 笔记.md，内容是买入苹果", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("在笔记.md里写：买入苹果", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("请把“买入苹果”保存到笔记.md", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("write 笔记.md: 买入苹果", "workspace_write", "path=笔记.md content=买入苹果")]
    [InlineData("save buy milk as todo.txt", "workspace_write", "path=todo.txt content=buy milk")]
    [InlineData("create a file todo.txt with buy milk", "workspace_write", "path=todo.txt content=buy milk")]
    [InlineData("please write to todo.txt: buy milk", "workspace_write", "path=todo.txt content=buy milk")]
    [InlineData("写 a.md：每天早上9点给我发日报", "workspace_write", "path=a.md content=每天早上9点给我发日报")]
    [InlineData("删除 notes.md", "workspace_delete", "path=notes.md")]
    [InlineData("删掉我的notes.md", "workspace_delete", "path=notes.md")]
    [InlineData("把notes.md删了", "workspace_delete", "path=notes.md")]
    [InlineData("请把文件 notes.md 删除掉", "workspace_delete", "path=notes.md")]
    [InlineData("delete notes.md", "workspace_delete", "path=notes.md")]
    [InlineData("Please remove the file notes.md.", "workspace_delete", "path=notes.md")]
    [InlineData("could you delete my notes.md?", "workspace_delete", "path=notes.md")]
    [InlineData("删除 笔记/十一月.md", "workspace_delete", "path=笔记/十一月.md")]
    [InlineData("delete 笔记/十一月.md", "workspace_delete", "path=笔记/十一月.md")]
    [InlineData("delete the file Makefile", "workspace_delete", "path=Makefile")]
    [InlineData("删除文件 Makefile", "workspace_delete", "path=Makefile")]
    [InlineData("记住我喜欢简短的回答", "memory_append", "text=我喜欢简短的回答")]
    [InlineData("请记住：我喜欢简短的回答。", "memory_append", "text=我喜欢简短的回答")]
    [InlineData("帮我记一下，我喜欢简短的回答", "memory_append", "text=我喜欢简短的回答")]
    [InlineData("别忘了我喜欢简短的回答", "memory_append", "text=我喜欢简短的回答")]
    [InlineData("remember that I like short answers", "memory_append", "text=I like short answers")]
    [InlineData("Please remember: I like short answers.", "memory_append", "text=I like short answers")]
    [InlineData("Don't forget that I like short answers", "memory_append", "text=I like short answers")]
    [InlineData("note that I like short answers", "memory_append", "text=I like short answers")]
    [InlineData("记住每天早上9点我开会", "memory_append", "text=每天早上9点我开会")]
    [InlineData("show my watchlist", "watchlist_get", "")]
    [InlineData("watchlist", "watchlist_get", "")]
    [InlineData("What's on my watchlist?", "watchlist_get", "")]
    [InlineData("what am I following?", "watchlist_get", "")]
    [InlineData("我关注了哪些股票？", "watchlist_get", "")]
    [InlineData("关注列表", "watchlist_get", "")]
    [InlineData("看看我的自选股", "watchlist_get", "")]
    [InlineData("查看关注列表", "watchlist_get", "")]
    [InlineData("我的关注列表里有什么？", "watchlist_get", "")]
    [InlineData("我都关注了什么", "watchlist_get", "")]
    [InlineData("把NVDA加入关注列表", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("关注NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("关注 nvda", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("我想关注NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("帮我把 NVDA 添加到我的自选股", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("添加NVDA到关注列表", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("在关注列表里加上NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("加关注 NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("add NVDA to my watchlist", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("Add nvda to the watchlist, please", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("follow NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("put $NVDA on my watch list", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("把英伟达加入自选", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("can you add NVIDIA to my watchlist?", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("关注一下NVDA", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("把“NVDA”加到关注列表里", "watchlist_update", "action=add entries=NVDA list=stocks")]
    [InlineData("把AAPL、TSLA和0700.HK加入关注列表", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("关注 AAPL，TSLA，0700.HK", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("add AAPL, TSLA and 0700.HK to my watchlist", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("follow aapl tsla 0700.hk", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("把苹果、特斯拉和腾讯加入关注列表", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("add Apple, Tesla and Tencent to my watchlist", "watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks")]
    [InlineData("关注关键词 黄金、人工智能", "watchlist_update", "action=add entries=黄金,人工智能 list=keywords")]
    [InlineData("把关键词黄金和人工智能加入关注列表", "watchlist_update", "action=add entries=黄金,人工智能 list=keywords")]
    [InlineData("follow keywords gold and rare earths", "watchlist_update", "action=add entries=gold,rare earths list=keywords")]
    [InlineData("取消关注TSLA", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("不再关注 TSLA", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("别再关注TSLA了", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("把TSLA从关注列表删除", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("从关注列表里删掉TSLA", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("从自选股中把TSLA移除", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("把特斯拉移出关注列表", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("remove TSLA from my watchlist", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("unfollow TSLA", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("stop following tesla", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("take TSLA off my list", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("Please delete TSLA from the watchlist.", "watchlist_update", "action=remove entries=TSLA list=stocks")]
    [InlineData("给我发一份日报", "report_request", "report_type=daily")]
    [InlineData("我要日报", "report_request", "report_type=daily")]
    [InlineData("来份日报", "report_request", "report_type=daily")]
    [InlineData("日报", "report_request", "report_type=daily")]
    [InlineData("写一份今天的日报", "report_request", "report_type=daily")]
    [InlineData("give me a daily report", "report_request", "report_type=daily")]
    [InlineData("daily report please", "report_request", "report_type=daily")]
    [InlineData("send me a report now", "report_request", "report_type=daily")]
    [InlineData("create my daily report for me", "report_request", "report_type=daily")]
    [InlineData("创建周报", "report_request", "report_type=weekly")]
    [InlineData("生成本周的周报", "report_request", "report_type=weekly")]
    [InlineData("send me a weekly report", "report_request", "report_type=weekly")]
    [InlineData("create a report on the market for steel", "report_request", "report_type=custom custom_prompt=the market for steel")]
    [InlineData("看看我的报告", "report_list", "")]
    [InlineData("我有哪些报告？", "report_list", "")]
    [InlineData("列出所有报告", "report_list", "")]
    [InlineData("最新报告", "report_list", "")]
    [InlineData("读一下最近的报告", "report_list", "")]
    [InlineData("read my report", "report_list", "")]
    [InlineData("show report 2", "report_list", "")]
    [InlineData("打开报告 2", "report_list", "")]
    [InlineData("my reports", "report_list", "")]
    [InlineData("what reports do I have?", "report_list", "")]
    [InlineData("open the latest report", "report_list", "")]
    [InlineData("read report 0198c0de-0000-7000-8000-000000000001", "report_get", "report_id=0198c0de-0000-7000-8000-000000000001")]
    [InlineData("读取报告 0198c0de-0000-7000-8000-000000000001", "report_get", "report_id=0198c0de-0000-7000-8000-000000000001")]
    [InlineData("每天早上9点给我发日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每天九点给我发日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每天9:00发一份日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每日上午九点生成日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("设置定时任务：每天9点的日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每天给我发日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每天早上给我发日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("帮我定一个每天早上九点钟的日报", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("schedule a daily report at 9am", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("Schedule a daily report at 9:00 AM, please.", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("send me a daily report every day at 9", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("every morning send me a report", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("I want a daily report every day at 9 a.m.", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("set up a daily report at 9:00", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("send me a report every day at nine o'clock", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("daily report at 9am", "schedule_create", "report_type=daily kind=daily hour=9 minute=0")]
    [InlineData("每天晚上8点半给我发日报", "schedule_create", "report_type=daily kind=daily hour=20 minute=30")]
    [InlineData("每晚八点三十分给我发日报", "schedule_create", "report_type=daily kind=daily hour=20 minute=30")]
    [InlineData("每天20:30发日报", "schedule_create", "report_type=daily kind=daily hour=20 minute=30")]
    [InlineData("every evening at 8:30 send me a report", "schedule_create", "report_type=daily kind=daily hour=20 minute=30")]
    [InlineData("send me a daily report every day at 8:30pm", "schedule_create", "report_type=daily kind=daily hour=20 minute=30")]
    [InlineData("每天中午给我发日报", "schedule_create", "report_type=daily kind=daily hour=12 minute=0")]
    [InlineData("每天中午12点给我发日报", "schedule_create", "report_type=daily kind=daily hour=12 minute=0")]
    [InlineData("send me a report every day at noon", "schedule_create", "report_type=daily kind=daily hour=12 minute=0")]
    [InlineData("每天12点发日报", "schedule_create", "report_type=daily kind=daily hour=12 minute=0")]
    [InlineData("schedule a daily report at 12pm", "schedule_create", "report_type=daily kind=daily hour=12 minute=0")]
    [InlineData("每天下午三点一刻给我发日报", "schedule_create", "report_type=daily kind=daily hour=15 minute=15")]
    [InlineData("schedule a daily report at 3:15 pm", "schedule_create", "report_type=daily kind=daily hour=15 minute=15")]
    [InlineData("每天凌晨12点发日报", "schedule_create", "report_type=daily kind=daily hour=0 minute=0")]
    [InlineData("schedule a daily report at midnight", "schedule_create", "report_type=daily kind=daily hour=0 minute=0")]
    [InlineData("schedule a daily report at 12am", "schedule_create", "report_type=daily kind=daily hour=0 minute=0")]
    [InlineData("每个工作日早上8点半给我发日报", "schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5")]
    [InlineData("工作日8:30给我发日报", "schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5")]
    [InlineData("周一到周五早上八点半发日报", "schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5")]
    [InlineData("send me a daily report every weekday at 8:30", "schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5")]
    [InlineData("schedule a daily report on weekdays at 8:30 am", "schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5")]
    [InlineData("每周一早上9点给我发周报", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("每星期一九点给我发周报", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("每周给我发周报", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("每个礼拜一上午9点发周报", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("schedule a weekly report on Monday at 9am", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("send me a weekly report every Monday at 9", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("every week send me a report", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("schedule a weekly report", "schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon")]
    [InlineData("每周五下午5点给我发周报", "schedule_create", "report_type=weekly kind=weekly hour=17 minute=0 day_of_week=fri")]
    [InlineData("每周五下午五点发周报", "schedule_create", "report_type=weekly kind=weekly hour=17 minute=0 day_of_week=fri")]
    [InlineData("send me a weekly report every Friday at 5pm", "schedule_create", "report_type=weekly kind=weekly hour=17 minute=0 day_of_week=fri")]
    [InlineData("schedule a weekly report every week on Friday at 5 pm", "schedule_create", "report_type=weekly kind=weekly hour=17 minute=0 day_of_week=fri")]
    [InlineData("每周三下午三点发周报", "schedule_create", "report_type=weekly kind=weekly hour=15 minute=0 day_of_week=wed")]
    [InlineData("schedule a report about gold every day at 9am", "schedule_create", "report_type=custom custom_prompt=gold kind=daily hour=9 minute=0")]
    [InlineData("send me a report about gold every day", "schedule_create", "report_type=custom custom_prompt=gold kind=daily hour=9 minute=0")]
    [InlineData("每天早上9点给我发一份关于黄金的报告", "schedule_create", "report_type=custom custom_prompt=黄金 kind=daily hour=9 minute=0")]
    [InlineData("定时任务", "schedule_list", "")]
    [InlineData("列出定时任务", "schedule_list", "")]
    [InlineData("我有哪些定时任务？", "schedule_list", "")]
    [InlineData("看看我的定时任务", "schedule_list", "")]
    [InlineData("show my schedules", "schedule_list", "")]
    [InlineData("list my scheduled reports", "schedule_list", "")]
    [InlineData("what is scheduled?", "schedule_list", "")]
    [InlineData("my schedule", "schedule_list", "")]
    [InlineData("删除定时任务", "schedule_list", "")]
    [InlineData("取消每天的日报", "schedule_list", "")]
    [InlineData("delete schedule 2", "schedule_list", "")]
    [InlineData("cancel my daily report", "schedule_list", "")]
    [InlineData("stop sending me reports", "schedule_list", "")]
    [InlineData("不要再给我发日报了", "schedule_list", "")]
    [InlineData("删除所有定时任务", "schedule_list", "")]
    [InlineData("把语言改成英文", "preferences_update", "language=en")]
    [InlineData("语言切换到英语", "preferences_update", "language=en")]
    [InlineData("改用英文", "preferences_update", "language=en")]
    [InlineData("请用英文回答我", "preferences_update", "language=en")]
    [InlineData("switch to English", "preferences_update", "language=en")]
    [InlineData("change my language to English", "preferences_update", "language=en")]
    [InlineData("please speak English", "preferences_update", "language=en")]
    [InlineData("set the language to english", "preferences_update", "language=en")]
    [InlineData("把语言改成中文", "preferences_update", "language=zh")]
    [InlineData("请说中文", "preferences_update", "language=zh")]
    [InlineData("用中文回答", "preferences_update", "language=zh")]
    [InlineData("switch to Chinese", "preferences_update", "language=zh")]
    [InlineData("change language to Chinese", "preferences_update", "language=zh")]
    [InlineData("answer me in Chinese", "preferences_update", "language=zh")]
    [InlineData("set my time zone to Europe/Berlin", "preferences_update", "time_zone=Europe/Berlin")]
    [InlineData("把时区改成Europe/Berlin", "preferences_update", "time_zone=Europe/Berlin")]
    [InlineData("Change my timezone to europe/berlin", "preferences_update", "time_zone=Europe/Berlin")]
    [InlineData("把时区改成北京时间", "preferences_update", "time_zone=Asia/Shanghai")]
    [InlineData("把我的时区设为 Asia/Shanghai", "preferences_update", "time_zone=Asia/Shanghai")]
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
    [InlineData("每天25点给我发日报", "时刻")]
    [InlineData("schedule a daily report at 31:00", "clock")]
    [InlineData("明天早上9点给我发日报", "每天、每个工作日或每周")]
    [InlineData("send me a report tomorrow at 9", "every day, every weekday or every week")]
    [InlineData("每月1号给我发报告", "每天、每个工作日或每周")]
    [InlineData("send me a report every 2 hours", "every day, every weekday or every week")]
    [InlineData("把语言改成法语", "中文或英文")]
    [InlineData("switch to French", "Chinese or English")]
    [InlineData("把时区改成火星", "IANA")]
    [InlineData("set my time zone to Mars/Olympus", "IANA")]
    [InlineData("把这个加入关注列表", "股票代码")]
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

    private static async Task<IChatClient> ModelAsync() => (await ChatHost.SharedAsync()).Services.GetRequiredService<IChatClient>();

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
