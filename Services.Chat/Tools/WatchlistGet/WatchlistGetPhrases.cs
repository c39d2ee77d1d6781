using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.WatchlistGet;

/// <summary>How users ask for what they follow.</summary>
internal static class WatchlistGetPhrases
{
    private static readonly (string Name, string Zh, string En)[] Lists =
        [("stocks", "股票", "Stocks"), ("influencers", "人物", "People"), ("keywords", "关键词", "Keywords"), ("sectors", "行业", "Sectors")];

    public static OfflineToolSkill Skill { get; } = new("watchlist_get")
    {
        Example = ("我关注什么？", "what do I follow?"),
        Recognise = OfflinePattern.Recognise(static _ => [],
            @"\bwatch\s?list\b|\b(?:what|who|which|show|list)\b.*\bfollow(?:ing|s)?\b", "关注|自选|观察列表"),
        Tell = static result =>
        {
            var lines = Lists
                .Select(list => (list, Items: result.Items(list.Name).Select(static item => item.Json.ToString()).ToList()))
                .Where(static list => list.Items.Count > 0)
                .Select(list => $"- {result.Say(list.list.Zh, list.list.En)}: {string.Join(", ", list.Items)}")
                .ToList();
            return lines.Count == 0
                ? result.Say("你还没有关注任何内容。", "You follow nothing yet.")
                : result.Say("你关注：\n", "You follow:\n") + string.Join('\n', lines);
        },
    };
}
