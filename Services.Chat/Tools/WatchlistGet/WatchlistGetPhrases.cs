using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WatchlistGet;

/// <summary>How users ask for what they follow. Naming the list is not enough: a request may want it changed.</summary>
internal static class WatchlistGetPhrases
{
    private static readonly (string Name, string Zh, string En)[] Lists =
        [("stocks", "股票", "Stocks"), ("influencers", "人物", "People"), ("keywords", "关键词", "Keywords"), ("sectors", "行业", "Sectors")];

    private static readonly Func<string, Match?> Asking = OfflinePattern.Whole(
        @"(?:what|who|which\s+\w+)\s+(?:do|am|are)\s+(?:i|we)\s+(?:follow|following|watch|watching|track|tracking)",
        @"what(?:'s|\s+is)\s+(?:on|in)\s+my\s+(?:watch\s?list|list)",
        @"(?:(?:show|list|see|display|read|get|open)\s+(?:me\s+)?)?(?:(?:the|my)\s+)?watch\s?list",
        @"(?:show|list)\s+(?:me\s+)?(?:what|who)\s+i\s+follow|(?:show|list)\s+(?:me\s+)?my\s+stocks",
        $@"(?:(?:看看|看一下|查看|显示|列出|看|打开|读取)\s*)?(?:我的)?\s*{OfflineVocabulary.Watchlist}\s*(?:列表)?(?:里面?|中|上)?(?:都|现在)?(?:有|是)?(?:什么|哪些|谁|啥)?(?:股票|内容|东西|人)?",
        @"我(?:现在|目前)?(?:都)?(?:在)?关注(?:了|着)?(?:什么|哪些|谁|啥)(?:股票|人|东西|内容)?",
        @"(?:看看|查看|列出)?我(?:现在)?(?:都)?关注的?(?:股票|内容|东西|列表)?(?:有)?(?:什么|哪些)?");

    public static OfflineToolSkill Skill { get; } = new("watchlist_get")
    {
        Specificity = 6,
        Examples = [("我关注什么？", "what do I follow?")],
        Recognise = static request => Asking(OfflineRequest.Plain(request)) is not null ? [] : null,
        Tell = static result =>
        {
            var lines = Lists
                .Select(list => (list, Items: result.Texts(list.Name)))
                .Where(static list => list.Items.Count > 0)
                .Select(list => $"- {result.Say(list.list.Zh, list.list.En)}: {string.Join(", ", list.Items)}")
                .ToList();
            return lines.Count == 0
                ? result.Say("你还没有关注任何内容。", "You follow nothing yet.")
                : result.Say("你关注：\n", "You follow:\n") + string.Join('\n', lines);
        },
    };
}
