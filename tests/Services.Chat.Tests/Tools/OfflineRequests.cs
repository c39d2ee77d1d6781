namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>What users say to the offline model, and the call that they mean by it.</summary>
internal static class OfflineRequests
{
    /// <summary>Tool, arguments, and the ways to ask for just that.</summary>
    public static readonly (string Tool, string Arguments, string[] Requests)[] All =
    [
        ("workspace_list", "",
        [
            "list my files", "What files do I have?", "列出我的文件", "我有哪些文件？", "Show me the files", "我的文件有哪些？", "请列出我的文件", "我的文件", "my files"
        ]),
        ("workspace_read", "path=USER.md",
        [
            "read USER.md", "读取 USER.md", "看看USER.md"
        ]),
        ("workspace_read", "path=memory/2026-11.md",
        [
            "please show me memory/2026-11.md"
        ]),
        ("workspace_read", "path=笔记.md",
        [
            "读取笔记.md", "打开 笔记.md", "看看我的笔记.md", "笔记.md里写了什么？", "read 笔记.md", "读取文件笔记.md的内容"
        ]),
        ("workspace_read", "path=заметки.md",
        [
            "read заметки.md", "open my file заметки.md"
        ]),
        ("workspace_read", "path=हिन्दी.md",
        [
            "read हिन्दी.md"
        ]),
        ("workspace_read", "path=📈 plan.md",
        [
            "read \"📈 plan.md\"", "读取《📈 plan.md》"
        ]),
        ("workspace_read", "path=MEMORY.md",
        [
            "What do you remember about me?", "你记得什么？", "你还记得我的哪些事情？", "看看你的记忆"
        ]),
        ("workspace_write", "path=notes.md content=hello",
        [
            "write notes.md: hello"
        ]),
        ("workspace_write", "path=notes.md content=show my last report of files",
        [
            "write notes.md: show my last report of files"
        ]),
        ("workspace_write", "path=notes.md content=buy milk",
        [
            "Write \"buy milk\" to notes.md"
        ]),
        ("workspace_write", "path=notes.md content=你好",
        [
            "把 你好 写入 notes.md", "写入 notes.md：你好"
        ]),
        ("workspace_write", "path=笔记.md content=买入苹果",
        [
            "写 笔记.md：买入苹果", "把买入苹果写进笔记.md", "新建 笔记.md，内容是买入苹果", "在笔记.md里写：买入苹果", "请把“买入苹果”保存到笔记.md", "write 笔记.md: 买入苹果"
        ]),
        ("workspace_write", "path=todo.txt content=buy milk",
        [
            "save buy milk as todo.txt", "create a file todo.txt with buy milk", "please write to todo.txt: buy milk"
        ]),
        ("workspace_write", "path=a.md content=每天早上9点给我发日报",
        [
            "写 a.md：每天早上9点给我发日报"
        ]),
        ("workspace_write", "path=a.md content=你好",
        [
            "写文件 a.md 内容 你好", "新建文件 a.md，内容：你好"
        ]),
        ("workspace_delete", "path=notes.md",
        [
            "删除 notes.md", "删掉我的notes.md", "把notes.md删了", "请把文件 notes.md 删除掉", "delete notes.md", "Please remove the file notes.md.", "rm notes.md",
            "could you delete my notes.md?"
        ]),
        ("workspace_delete", "path=笔记/十一月.md",
        [
            "删除 笔记/十一月.md", "delete 笔记/十一月.md"
        ]),
        ("workspace_delete", "path=Makefile",
        [
            "delete the file Makefile", "删除文件 Makefile"
        ]),
        ("memory_append", "text=我喜欢简短的回答",
        [
            "记住我喜欢简短的回答", "请记住：我喜欢简短的回答。", "帮我记一下，我喜欢简短的回答", "别忘了我喜欢简短的回答"
        ]),
        ("memory_append", "text=I like short answers",
        [
            "remember that I like short answers", "Please remember: I like short answers.", "Don't forget that I like short answers",
            "note that I like short answers"
        ]),
        ("memory_append", "text=每天早上9点我开会",
        [
            "记住每天早上9点我开会"
        ]),
        ("memory_append", "text=tea",
        [
            "save to memory: tea"
        ]),
        ("watchlist_get", "",
        [
            "what do I follow?", "我关注什么？", "show my watchlist", "watchlist", "What's on my watchlist?", "what am I following?", "我关注了哪些股票？", "关注列表",
            "看看我的自选股", "查看关注列表", "我的关注列表里有什么？", "我都关注了什么"
        ]),
        ("watchlist_update", "action=add entries=NVDA list=stocks",
        [
            "把NVDA加入关注列表", "关注NVDA", "关注 nvda", "我想关注NVDA", "帮我把 NVDA 添加到我的自选股", "添加NVDA到关注列表", "在关注列表里加上NVDA", "加关注 NVDA",
            "add NVDA to my watchlist", "Add nvda to the watchlist, please", "follow NVDA", "put $NVDA on my watch list", "把英伟达加入自选",
            "can you add NVIDIA to my watchlist?", "关注一下NVDA", "把“NVDA”加到关注列表里", "NVDA加入关注列表", "增加关注NVDA"
        ]),
        ("watchlist_update", "action=add entries=AAPL,TSLA,0700.HK list=stocks",
        [
            "把AAPL、TSLA和0700.HK加入关注列表", "关注 AAPL，TSLA，0700.HK", "add AAPL, TSLA and 0700.HK to my watchlist", "follow aapl tsla 0700.hk",
            "把苹果、特斯拉和腾讯加入关注列表", "add Apple, Tesla and Tencent to my watchlist"
        ]),
        ("watchlist_update", "action=add entries=黄金,人工智能 list=keywords",
        [
            "关注关键词 黄金、人工智能", "把关键词黄金和人工智能加入关注列表"
        ]),
        ("watchlist_update", "action=add entries=gold,rare earths list=keywords",
        [
            "follow keywords gold and rare earths"
        ]),
        ("watchlist_update", "action=remove entries=TSLA list=stocks",
        [
            "取消关注TSLA", "不再关注 TSLA", "别再关注TSLA了", "把TSLA从关注列表删除", "从关注列表里删掉TSLA", "从自选股中把TSLA移除", "把特斯拉移出关注列表", "remove TSLA from my watchlist",
            "unfollow TSLA", "stop following tesla", "take TSLA off my list", "Please delete TSLA from the watchlist."
        ]),
        ("report_request", "report_type=daily",
        [
            "create a daily report", "生成日报", "给我发一份日报", "我要日报", "来份日报", "日报", "写一份今天的日报", "give me a daily report", "daily report please",
            "send me a report now", "create my daily report for me", "写一份详细的报告", "create a report for today"
        ]),
        ("report_request", "report_type=weekly",
        [
            "Generate my weekly report, please", "帮我做一份周报", "创建周报", "生成本周的周报", "send me a weekly report"
        ]),
        ("report_request", "report_type=custom custom_prompt=Tesla",
        [
            "make a report about Tesla."
        ]),
        ("report_request", "report_type=custom custom_prompt=黄金",
        [
            "生成一份关于黄金的报告"
        ]),
        ("report_request", "report_type=custom custom_prompt=the market for steel",
        [
            "create a report on the market for steel"
        ]),
        ("report_request", "report_type=custom custom_prompt=NVDA",
        [
            "生成NVDA的报告", "create a report for NVDA", "make a report on NVDA"
        ]),
        ("report_list", "",
        [
            "show my last report", "看看最新的报告", "我要看最新的报告", "list my reports", "看看我的报告", "我有哪些报告？", "列出所有报告", "最新报告", "读一下最近的报告", "read my report",
            "show report 2", "打开报告 2", "my reports", "what reports do I have?", "open the latest report"
        ]),
        ("report_list", "search=gold",
        [
            "search my reports for gold", "find \"gold\" in my reports", "which of my reports mention gold?", "look through all of my old reports for gold", "find reports that mention gold"
        ]),
        ("report_list", "search=黄金",
        [
            "在报告里搜索黄金", "搜索我的报告 黄金", "在我之前的报告中查找“黄金”", "哪些报告提到了黄金？"
        ]),
        ("report_get", "report_id=0198c0de-0000-7000-8000-000000000001",
        [
            "read report 0198c0de-0000-7000-8000-000000000001", "读取报告 0198c0de-0000-7000-8000-000000000001"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=9 minute=0",
        [
            "每天早上9点给我发日报", "每天九点给我发日报", "每天9:00发一份日报", "每日上午九点生成日报", "设置定时任务：每天9点的日报", "每天给我发日报", "每天早上给我发日报", "帮我定一个每天早上九点钟的日报",
            "schedule a daily report at 9am", "Schedule a daily report at 9:00 AM, please.", "send me a daily report every day at 9",
            "every morning send me a report", "I want a daily report every day at 9 a.m.", "set up a daily report at 9:00",
            "send me a report every day at nine o'clock", "daily report at 9am", "早上9点给我日报", "上午九点发日报", "日报早上9:00发给我"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=9 minute=0 timing=spread",
        [
            "send me a daily report every day around 9", "每天早上9点左右给我发日报", "每天大约九点给我发日报"
        ]),
        ("agent_spawn", "tasks=list my files",
        [
            "have a sub-agent list my files", "Ask a sub-agent to list my files."
        ]),
        ("agent_spawn", "tasks=列出我的文件",
        [
            "派一个子助手：列出我的文件", "让子代理去列出我的文件"
        ]),
        ("message_send", "text=the water boils",
        [
            "send me a notification: the water boils", "Notify me that the water boils."
        ]),
        ("message_send", "text=水烧开了",
        [
            "发通知：水烧开了", "给我发一条通知：水烧开了", "通知我水烧开了"
        ]),
        ("schedule_create", "message=remind me to drink water kind=daily hour=8 minute=0",
        [
            "every morning at 8 remind me to drink water", "Every day at 8:00 remind me to drink water, please."
        ]),
        ("schedule_create", "message=告诉我今天的天气 kind=daily hour=8 minute=0",
        [
            "每天早上8点告诉我今天的天气", "每天8点，告诉我今天的天气。"
        ]),
        ("schedule_create", "message=tell me what I follow kind=weekly hour=9 minute=30 day_of_week=mon",
        [
            "every Monday at 9:30 tell me what I follow"
        ]),
        ("schedule_create", "message=提醒我写日报 kind=cron expression=0 18 * * 1-5",
        [
            "每个工作日18点提醒我写日报"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=20 minute=30",
        [
            "每天晚上8点半给我发日报", "每晚八点三十分给我发日报", "每天20:30发日报", "every evening at 8:30 send me a report", "send me a daily report every day at 8:30pm"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=12 minute=0",
        [
            "每天中午给我发日报", "每天中午12点给我发日报", "send me a report every day at noon", "每天12点发日报", "schedule a daily report at 12pm"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=15 minute=15",
        [
            "每天下午三点一刻给我发日报", "schedule a daily report at 3:15 pm"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=0 minute=0",
        [
            "每天凌晨12点发日报", "schedule a daily report at midnight", "schedule a daily report at 12am"
        ]),
        ("schedule_create", "report_type=daily kind=cron expression=30 8 * * 1-5",
        [
            "每个工作日早上8点半给我发日报", "工作日8:30给我发日报", "周一到周五早上八点半发日报", "send me a daily report every weekday at 8:30",
            "schedule a daily report on weekdays at 8:30 am"
        ]),
        ("schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=mon",
        [
            "每周一早上9点给我发周报", "每星期一九点给我发周报", "每周给我发周报", "每个礼拜一上午9点发周报", "schedule a weekly report on Monday at 9am",
            "send me a weekly report every Monday at 9", "every week send me a report", "schedule a weekly report"
        ]),
        ("schedule_create", "report_type=weekly kind=weekly hour=17 minute=0 day_of_week=fri",
        [
            "每周五下午5点给我发周报", "每周五下午五点发周报", "send me a weekly report every Friday at 5pm", "schedule a weekly report every week on Friday at 5 pm"
        ]),
        ("schedule_create", "report_type=weekly kind=weekly hour=15 minute=0 day_of_week=wed",
        [
            "每周三下午三点发周报"
        ]),
        ("schedule_create", "report_type=custom custom_prompt=gold kind=daily hour=9 minute=0",
        [
            "schedule a report about gold every day at 9am", "send me a report about gold every day"
        ]),
        ("schedule_create", "report_type=custom custom_prompt=黄金 kind=daily hour=9 minute=0",
        [
            "每天早上9点给我发一份关于黄金的报告"
        ]),
        ("schedule_create", "report_type=daily kind=cron expression=0 9 * * 1,3,5",
        [
            "每周一、三、五早上9点给我发日报", "send me a daily report every Monday, Wednesday and Friday at 9am"
        ]),
        ("schedule_create", "report_type=daily kind=cron expression=0 10 * * 6,0",
        [
            "每个周末上午十点给我发日报", "send me a daily report every weekend at 10 am"
        ]),
        ("schedule_create", "report_type=daily kind=cron expression=0 18 * * 2,4",
        [
            "每周二和周四下午6点发日报", "schedule a daily report on Tuesdays and Thursdays at 6 pm"
        ]),
        ("schedule_create", "report_type=custom custom_prompt=NVDA kind=daily hour=9 minute=0",
        [
            "每天早上9点给我发一份NVDA的报告", "send me a report on NVDA every day at 9", "每天九点发NVDA的报告"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=17 minute=30",
        [
            "send me a report every day at 5:30 in the afternoon", "每天17:30发今天的日报", "schedule a daily report by 5:30pm"
        ]),
        ("schedule_create", "report_type=daily kind=daily hour=7 minute=0",
        [
            "send me a report every day at 7 in the morning", "每天早7点给我发日报", "schedule a daily report at seven"
        ]),
        ("schedule_create", "report_type=weekly kind=weekly hour=9 minute=0 day_of_week=sun",
        [
            "每周日早上9点给我发周报", "每星期天九点发周报", "send me a weekly report every Sunday at 9am"
        ]),
        ("schedule_list", "",
        [
            "定时任务", "列出定时任务", "我有哪些定时任务？", "看看我的定时任务", "show my schedules", "list my scheduled reports", "what is scheduled?", "my schedule",
            "删除定时任务", "取消每天的日报", "delete schedule 2", "cancel my daily report", "stop sending me reports", "不要再给我发日报了", "删除所有定时任务", "取消第一个定时任务",
            "what schedules do I have?"
        ]),
        ("preferences_update", "language=en",
        [
            "把语言改成英文", "语言切换到英语", "改用英文", "请用英文回答我", "switch to English", "change my language to English", "please speak English",
            "set the language to english", "English please", "报告用英文写", "切换语言为英文", "write my reports in English", "I want my reports in English", "I would like my reports in English, please"
        ]),
        ("preferences_update", "language=zh",
        [
            "把语言改成中文", "请说中文", "用中文回答", "switch to Chinese", "change language to Chinese", "answer me in Chinese"
        ]),
        ("preferences_update", "time_zone=Europe/Berlin",
        [
            "set my time zone to Europe/Berlin", "把时区改成Europe/Berlin", "Change my timezone to europe/berlin"
        ]),
        ("preferences_update", "time_zone=Asia/Shanghai",
        [
            "把时区改成北京时间", "把我的时区设为 Asia/Shanghai"
        ]),
        ("web_fetch", "url=https://example.com/a?b=c",
        [
            "read https://example.com/a?b=c", "please open the page https://example.com/a?b=c", "what does https://example.com/a?b=c say?", "fetch https://example.com/a?b=c for me",
            "what's on https://example.com/a?b=c?", "打开 https://example.com/a?b=c", "请读一下这个网页：https://example.com/a?b=c", "看看https://example.com/a?b=c 上写了什么", "访问 https://example.com/a?b=c 的内容",
            "https://example.com/a?b=c 里面有什么？"
        ]),
        ("web_search", "query=gold prices",
        [
            "search the web for gold prices", "Search the internet for gold prices, please.", "look up gold prices on the web", "google gold prices", "search gold prices online"
        ]),
        ("web_search", "query=黄金价格",
        [
            "上网搜索黄金价格", "上网查一下 黄金价格", "在网上搜黄金价格", "网上查找黄金价格", "联网搜索：黄金价格", "帮我上网搜一下黄金价格"
        ]),
        ("workspace_search", "query=gold",
        [
            "search my files for gold", "find \"gold\" in my files", "which files mention gold?", "look for gold in my notes", "find files about gold"
        ]),
        ("workspace_search", "query=黄金",
        [
            "在文件里搜索黄金", "在我的文件中查找“黄金”", "搜索文件 黄金", "哪些文件提到了黄金？", "在笔记里找黄金"
        ]),
        ("workspace_move", "from=notes.md to=old.md",
        [
            "rename notes.md to old.md", "move my file notes.md to old.md", "mv notes.md old.md", "把 notes.md 改名为 old.md", "请把notes.md移动到old.md", "重命名 notes.md 为 old.md"
        ]),
        ("workspace_move", "from=笔记.md to=归档/笔记.md",
        [
            "把笔记.md移到归档/笔记.md", "move 笔记.md to 归档/笔记.md"
        ]),
        ("workspace_history", "path=notes.md",
        [
            "show the history of notes.md", "history of notes.md", "list the revisions of my file notes.md", "查看 notes.md 的历史", "notes.md有哪些版本？", "看看 notes.md 的修改记录",
            "undo the last change to notes.md", "bring back notes.md", "撤销 notes.md 的上一次修改", "恢复 notes.md", "找回notes.md"
        ]),
        ("workspace_restore", "path=notes.md revision=2",
        [
            "restore notes.md to revision 2", "revert notes.md to version 2", "把 notes.md 恢复到版本 2", "把notes.md还原到第2版", "恢复 notes.md 到版本 2"
        ]),
        ("workspace_edit", "path=notes.md old_text=tea new_text=coffee",
        [
            "replace tea with coffee in notes.md", "change \"tea\" to \"coffee\" in my file notes.md", "in notes.md replace “tea” with “coffee”", "把 notes.md 里的“tea”改成“coffee”"
        ]),
        ("workspace_edit", "path=笔记.md old_text=买入 new_text=卖出",
        [
            "把笔记.md里的“买入”替换成“卖出”", "在笔记.md中把买入改成卖出", "将 笔记.md 中的 买入 换成 卖出"
        ]),
        ("session_search", "query=gold",
        [
            "search my conversations for gold", "find \"gold\" in our chats", "when did we talk about gold?", "look through my old sessions for gold"
        ]),
        ("session_search", "query=黄金",
        [
            "在对话里搜索黄金", "搜索聊天记录 黄金", "在我们之前的对话中查找“黄金”", "我们什么时候聊过黄金？"
        ]),
        ("skill_load", "name=weekly-review",
        [
            "show the skill weekly-review", "use my weekly-review skill", "load skill weekly-review", "查看技能 weekly-review", "使用技能：weekly-review"
        ]),
    ];
}
