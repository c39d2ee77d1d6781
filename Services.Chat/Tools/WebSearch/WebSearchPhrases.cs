using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>How users ask for something to be looked for on the web.</summary>
internal static class WebSearchPhrases
{
    private static readonly Func<string, Match?> Searching = OfflinePattern.Whole(
        @"(?:search|look|check)\s+(?:on\s+)?(?:the\s+)?(?:web|internet|online|net)\s+(?:for|about)\s+(?<query>.+)",
        @"(?:search|look)\s+(?:for\s+|up\s+)?(?<query>.+?)\s+(?:on|in)\s+the\s+(?:web|internet|net)",
        @"(?:search|look\s+up)\s+(?<query>.+?)\s+online",
        @"(?:web\s+search|google)(?:\s+for)?\s*[:：]?\s+(?<query>.+)",
        @"(?:上网|在网上|在?网络上?|到网上|网上)\s*(?:搜索|搜一下|搜一搜|搜|查找|查一下|查一查|查|找一下|找)\s*(?:关于)?\s*[:：]?\s*(?<query>.+)",
        @"(?:联网搜索|网络搜索|网页搜索|百度一下|谷歌一下)\s*[:：]?\s*(?<query>.+)");

    public static OfflineToolSkill Skill { get; } = new("web_search")
    {
        Specificity = 11,
        Examples = [("上网搜索 黄金价格", "search the web for gold prices")],
        Recognise = static request => Searching(OfflineRequest.Plain(request)) is { } match ? new() { ["query"] = match.Groups["query"].Value.Trim() } : null,
        Tell = static result =>
        {
            var pages = result.Items("results").Select(static page => $"- {page.Text("title")}: {page.Text("url")}\n  {page.Text("snippet")}".TrimEnd()).ToList();
            return pages.Count == 0
                ? result.Say("网上没有找到。", "I found nothing on the web.")
                : result.Say("网上找到的：\n", "I found on the web:\n") + string.Join('\n', pages);
        },
    };
}
