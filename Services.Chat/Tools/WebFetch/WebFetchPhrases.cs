using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WebFetch;

/// <summary>How users ask for what is at an address of the web.</summary>
internal static class WebFetchPhrases
{
    private const string Url = @"[<“""「]?(?<url>https?://[^\s<>“”""「」，。；]+)[>”""」]?";

    private static readonly Func<string, Match?> Fetching = OfflinePattern.Whole(
        $@"(?:read|open|fetch|get|load|visit|browse|show|look\s+at|check)\s+(?:me\s+)?(?:the\s+|this\s+)?(?:(?:web\s*)?(?:page|site|link|url|article)\s*(?:at\s+|:\s*)?)?{Url}",
        $@"what(?:'s|\s+is|\s+does)\s+(?:on\s+|at\s+|in\s+)?(?:the\s+)?(?:(?:web\s*)?(?:page|site)\s+)?{Url}(?:\s+say)?",
        $@"(?:读取|读一下|读|打开|访问|浏览|抓取|获取|看看|看一下|查看|看)\s*(?:这个|一下)?\s*(?:网页|网址|链接|网站|页面|文章)?\s*[:：]?\s*{Url}\s*(?:的?内容|上?(?:写了?|有|说了?)什么)?",
        $@"{Url}\s*(?:上|里面?)?(?:写了?|有|说了?|是)什么(?:内容)?");

    public static OfflineToolSkill Skill { get; } = new("web_fetch")
    {
        Specificity = 10,
        Examples = [("打开 https://example.com/", "read https://example.com/")],
        Recognise = static request => Fetching(OfflineRequest.Plain(request)) is { } match ? new() { ["url"] = match.Groups["url"].Value } : null,
        Tell = static result =>
        {
            var (title, text) = (result.Text("title"), StrangersText.Unfenced(result.Text("content")));
            var name = title.Length > 0 ? result.Say($"“{title}”（{result.Text("url")}）", $"“{title}” ({result.Text("url")})") : result.Text("url");
            return text.Length == 0
                ? result.Say($"{name} 上没有文字。", $"There is no text at {name}.")
                : result.Say($"{name} 上写着：\n\n{text}", $"{name} says:\n\n{text}") + (result.Is("is_cut") ? "\n…" : "");
        },
    };
}
