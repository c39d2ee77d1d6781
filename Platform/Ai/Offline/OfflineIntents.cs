using System.Text.RegularExpressions;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>
/// The plain requests, English and Chinese, that the offline model understands, the most specific first. A request is
/// understood only while the tool that serves it is offered. Patterns run in linear time on any input.
/// </summary>
internal static class OfflineIntents
{
    private const string Path = @"(?<path>[\w\-./]+\.\w{1,8})";
    private const string Report = "(?:报告|日报|周报)";

    public static IReadOnlyList<OfflineIntent> All { get; } =
    [
        new("workspace_write",
            Patterns(
                $@"^\s*(?:please\s+)?(?:write|save)\s+(?:to\s+)?(?:the\s+)?(?:file\s+)?{Path}\s*[:：]\s*(?<content>.+)$",
                $@"^\s*(?:please\s+)?(?:write|save|put)\s+(?<content>.+?)\s+(?:to|into|in)\s+(?:the\s+)?(?:file\s+)?{Path}\s*\.?\s*$",
                $@"把\s*(?<content>.+?)\s*(?:写入|写到|写进|保存到|存到)\s*(?:文件)?\s*{Path}",
                $@"(?:写入|写到|保存到)\s*(?:文件)?\s*{Path}\s*[:：]\s*(?<content>.+)$"),
            static match => new() { ["path"] = match.Groups["path"].Value, ["content"] = Unquoted(match.Groups["content"].Value) }),
        new("workspace_read",
            Patterns(
                $@"\b(?:read|open|show|cat|display)\s+(?:me\s+)?(?:the\s+|my\s+)?(?:file\s+)?{Path}",
                $@"\bwhat(?:'s|\s+is)\s+in\s+(?:the\s+|my\s+)?(?:file\s+)?{Path}",
                $@"(?:读取|读|打开|看看|查看|看|显示)\s*(?:一下)?\s*(?:我的)?\s*(?:文件)?\s*{Path}"),
            static match => new() { ["path"] = match.Groups["path"].Value }),
        new("workspace_list",
            Patterns(
                @"\b(?:list|show|see|what|which)\b.*\bfiles?\b",
                "(?:列出|列一下|显示|查看|看看|有哪些|有什么|哪些).*文件|文件.*(?:列表|有哪些|有什么)"),
            static _ => []),
        new("report_list",
            Patterns(
                @"\b(?:last|latest|newest|(?:most\s+)?recent)\b.*\breports?\b",
                @"\b(?:list|show|see|what|which)\b.*\breports\b",
                $"(?:最近|最新|上一?[份个篇次]|最后).*{Report}",
                $"(?:列出|显示|查看|看看|有哪些|哪些).*{Report}|{Report}.*(?:列表|有哪些)"),
            static _ => []),
        new("report_request",
            Patterns(
                @"\b(?:create|generate|make|write|prepare|produce|request|give)\b.*\breport\b(?:\s+(?:about|on)\s+(?<about>.+?)[\s.!?]*$)?",
                $"关于(?<about>.+?)的{Report}",
                $"(?:生成|创建|制作|写|做|要|出|来).*{Report}"),
            static match => ReportArguments(match)),
        new("watchlist_get",
            Patterns(@"\bwatch\s?list\b|\b(?:what|who|which|show|list)\b.*\bfollow(?:ing|s)?\b", "关注|自选|观察列表"),
            static _ => []),
    ];

    /// <summary>Whether the newest report itself is wanted rather than the list of reports.</summary>
    public static bool WantsNewestReport(string request) => Newest.IsMatch(request);

    private static Regex Newest { get; } =
        Pattern($@"\b(?:last|latest|newest|(?:most\s+)?recent)\b.*\breport\b|(?:最近|最新|上一?[份个篇次]|最后).*{Report}");

    private static Dictionary<string, object?> ReportArguments(Match match)
    {
        if (match.Groups["about"] is { Success: true, Value: var about })
        {
            return new() { ["report_type"] = "custom", ["custom_prompt"] = about.Trim() };
        }

        var weekly = match.Value.Contains("week", StringComparison.OrdinalIgnoreCase) || match.Value.Contains('周');
        return new() { ["report_type"] = weekly ? "weekly" : "daily" };
    }

    private static string Unquoted(string content)
    {
        var text = content.Trim();
        return text.Length >= 2 && (text[0], text[^1]) is ('"', '"') or ('\'', '\'') or ('“', '”') or ('「', '」') ? text[1..^1] : text;
    }

    private static Regex[] Patterns(params string[] patterns) => [.. patterns.Select(Pattern)];

    private static Regex Pattern(string pattern) => new(pattern,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
}
