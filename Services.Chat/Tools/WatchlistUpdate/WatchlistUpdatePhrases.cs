using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WatchlistUpdate;

/// <summary>How users ask for something to be followed, or no longer.</summary>
internal static class WatchlistUpdatePhrases
{
    private const string List = OfflineVocabulary.Watchlist;
    private const string ListEn = OfflineVocabulary.WatchlistEn;
    private const string Into = "(?:添加到|添加进|加入到|加入|加到|加进|放到|放进|放入|存入|添加|加)";
    private const string Off = "(?:删除掉|删除|删掉|删|移除|移出|去掉|拿掉|移走|剔除)";

    private static readonly Func<string, Match?> Changing = OfflinePattern.Whole(
        $@"(?:add|put|include)\s+(?<add>.+?)\s+(?:to|on|onto|into|in)\s+{ListEn}",
        $@"(?:add|put)\s+(?:to|on|onto)\s+{ListEn}\s*[:：]\s*(?<add>.+)",
        @"(?:follow|watch|track|start\s+following)\s+(?<add>.+)",
        $@"(?:remove|delete|drop|take)\s+(?<remove>.+?)\s+(?:from|off|out\s+of)\s+{ListEn}",
        @"(?:unfollow|unwatch|untrack|stop\s+(?:following|watching|tracking))\s+(?<remove>.+)",
        $@"(?:把|将)?\s*(?<add>.+?)\s*{Into}\s*(?:到|进)?\s*(?:我的)?\s*{List}\s*(?:列表)?(?:里面?|中)?",
        $@"(?:添加|加入|增加|新增|加)\s*(?<add>.+?)\s*(?:到|进|至)\s*(?:我的)?\s*{List}\s*(?:里面?|中)?",
        $@"(?:在|往|给)?(?:我的)?{List}(?:里面?|中)?\s*(?:添加|加入|增加|新增|加上|加)\s*[:：]?\s*(?<add>.+)",
        $@"(?:添加|新增|增加|加)(?:关注|自选)\s*[:：]?\s*(?<add>.+)",
        $@"(?:把|将)\s*(?<remove>.+?)\s*从\s*(?:我的)?\s*{List}\s*(?:里面?|中)?\s*{Off}了?",
        $@"(?:把|将)\s*(?<remove>.+?)\s*(?:移出|踢出)\s*(?:我的)?\s*{List}(?:里面?|中)?",
        $@"从\s*(?:我的)?\s*{List}\s*(?:里面?|中)?\s*(?:把\s*)?{Off}\s*(?<remove>.+)",
        $@"从\s*(?:我的)?\s*{List}\s*(?:里面?|中)?\s*把\s*(?<remove>.+?)\s*{Off}了?",
        @"(?:取消关注|取消对|取关|不再关注|别再关注|不要再关注|停止关注|移除关注|删除关注)\s*(?<remove>.+?)\s*(?:的关注|了)?",
        @"(?:把|将)?\s*(?<remove>.+?)\s*(?:取消关注|取关)了?",
        @"(?:开始|也|再)?关注(?:一下)?\s*(?<add>.+)");

    public static OfflineToolSkill Skill { get; } = new("watchlist_update")
    {
        Specificity = 4,
        Acts = true,
        Examples = [("把NVDA和TSLA加入关注列表", "add NVDA and TSLA to my watchlist"), ("取消关注 TSLA", "remove TSLA from my watchlist")],
        Ask = static request => Wanted(request) is { } wanted ? Question(wanted.Things) : null,
        Recognise = static request => Wanted(request) is { } wanted
            ? new()
            {
                ["action"] = wanted.Adds ? "add" : "remove", ["entries"] = wanted.Things.Entries.ToArray(), ["list"] = wanted.Things.List,
            }
            : null,
        Tell = Told,
    };

    private static (bool Adds, FollowedThings Things)? Wanted(string request)
    {
        if (Changing(OfflineRequest.Plain(request)) is not { } match)
        {
            return null;
        }

        var adds = match.Groups["add"].Success;
        var what = match.Groups[adds ? "add" : "remove"].Value;
        // "关注列表太长了": of the list, and not of anything to be put on it.
        return what.StartsWith("列表", StringComparison.Ordinal) ? null : (adds, FollowedThings.Read(what));
    }

    private static (string Zh, string En)? Question(FollowedThings things)
    {
        var unknown = string.Join(", ", things.Unknown.Select(static word => $"“{word}”"));
        return things.Unknown.Count > 0
            ? ($"我不知道{unknown}的股票代码，所以没有改动。请告诉我代码，例如 AAPL 或 0700.HK。",
                $"I do not know the symbol of {unknown}, so I changed nothing. Tell me the symbol, for example AAPL or 0700.HK.")
            : things.Entries.Count == 0
                ? ("请告诉我股票代码，例如 AAPL 或 0700.HK；还没有改动。", "Tell me the symbols, for example AAPL or 0700.HK; nothing is changed yet.")
                : null;
    }

    private static string Told(OfflineResult result)
    {
        var (adds, comma) = (result.Text("action") == "add", result.Say("、", ", "));
        var (changed, unchanged) = (result.Texts("changed"), result.Texts("unchanged"));
        var says = new List<string>();
        if (changed.Count > 0)
        {
            var names = string.Join(comma, changed);
            says.Add(adds ? result.Say($"已加入 {names}。", $"I added {names}.") : result.Say($"已移除 {names}。", $"I removed {names}."));
        }

        if (unchanged.Count > 0)
        {
            var (names, many) = (string.Join(comma, unchanged), unchanged.Count > 1);
            var only = changed.Count == 0 ? result.Say("，没有变化", "; nothing changed") : "";
            says.Add(adds
                ? result.Say($"{names} 本来就在列表里{only}。", $"{names} {(many ? "were" : "was")} on the list already{only}.")
                : result.Say($"{names} 本来就不在列表里{only}。", $"{names} {(many ? "were" : "was")} not on the list{only}."));
        }

        if (result.Text("list") == WatchlistLists.Stocks)
        {
            var now = result.Texts("now");
            says.Add(now.Count == 0
                ? result.Say("现在列表是空的。", "Your list is empty now.")
                : result.Say($"现在的列表：{string.Join(comma, now)}。", $"Your list is now: {string.Join(comma, now)}."));
        }

        if (Wanted(result.Request) is { } wanted && CompanyNames.Taken(wanted.Things.Words).ToList() is { Count: > 0 } taken)
        {
            says.Add(result.Say($"（{string.Join("；", taken)}）", $"({string.Join("; ", taken)})"));
        }

        return string.Join(result.Say("", " "), says);
    }
}
