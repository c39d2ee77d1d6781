namespace Nanobot.Services.Chat.Tools;

/// <summary>Parts of patterns that the phrases of several tools share.</summary>
internal static class OfflineVocabulary
{
    /// <summary>
    /// The path of a file, in any script, as the group <c>path</c>: whatever stands in quotation marks, or a name with an ending
    /// such as <c>.md</c>. The ending shows where a name ends, as Chinese has no blanks.
    /// </summary>
    public const string Path =
        @"(?:[""“「『《'‘](?<path>[^""”」』》'’\n]+)[""”」』》'’]|(?<path>[^\s:：,，。;；!！?？、""“”‘’「」『』《》<>|*\\]+\.[A-Za-z0-9]+))";

    /// <summary>What may stand before a path in Chinese.</summary>
    public const string BeforePath = @"\s*(?:我的|那个|这个)?\s*(?:文件)?\s*";

    /// <summary>What may stand before a path in English.</summary>
    public const string BeforePathEn = @"\s+(?:me\s+)?(?:the\s+|my\s+|a\s+)?(?:new\s+)?(?:file\s+)?(?:called\s+|named\s+)?";

    /// <summary>A report, in Chinese.</summary>
    public const string Report = "(?:报告|日报|周报|简报)";

    /// <summary>What somebody follows, in Chinese.</summary>
    public const string Watchlist = "(?:关注列表|关注的股票|关注|自选股列表|自选股|自选列表|自选|观察列表|股票列表)";

    /// <summary>What somebody follows, in English.</summary>
    public const string WatchlistEn = @"(?:(?:the|my|our)\s+)?(?:watch\s?list|list\s+of\s+stocks|stock\s+list|stocks|list)";

    /// <summary>Something that was scheduled, in Chinese.</summary>
    public const string Schedule = "(?:定时任务|定时报告|定时日报|定时周报|计划任务|定时|任务|计划|日程)";

    /// <summary>Something that was scheduled, in English.</summary>
    public const string ScheduleEn = @"(?:(?:scheduled\s+(?:reports?|jobs?|tasks?))|schedules?|jobs?)";

    /// <summary>What stands between quotation marks, where all of it does.</summary>
    public static string Unquoted(string words)
    {
        var text = words.Trim();
        return text.Length >= 2 && (text[0], text[^1]) is ('"', '"') or ('\'', '\'') or ('“', '”') or ('「', '」') ? text[1..^1] : text;
    }
}
