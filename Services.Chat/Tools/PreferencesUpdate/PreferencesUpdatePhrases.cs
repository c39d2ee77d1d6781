using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.PreferencesUpdate;

/// <summary>How users ask for another language or time zone.</summary>
internal static class PreferencesUpdatePhrases
{
    private const string Names =
        "中文|汉语|简体中文|普通话|英文|英语|法语|法文|德语|德文|日语|日文|西班牙语|韩语|俄语|chinese|mandarin|english|french|german|japanese|spanish|korean|russian";

    private static readonly (string Code, string[] Names)[] Languages =
        [("zh", ["中文", "汉语", "简体中文", "普通话", "chinese", "mandarin", "zh"]), ("en", ["英文", "英语", "english", "en"])];

    private static readonly (string Zone, string[] Names)[] Zones =
        [("Asia/Shanghai", ["北京时间", "北京", "上海", "中国"]), ("Asia/Hong_Kong", ["香港"]), ("Asia/Tokyo", ["东京"]), ("America/New_York", ["纽约"]), ("Europe/London", ["伦敦"])];

    private static readonly Func<string, Match?> Changing = OfflinePattern.Whole(
        $@"(?:switch|change|set)\s+(?:my\s+|the\s+)?(?:(?:report\s+)?language\s+)?(?:to|into)\s+(?<language>{Names})(?:\s+language)?",
        @"(?:switch|change|set)\s+(?:my\s+|the\s+)?(?:report\s+)?language\s+(?:to|into)\s+(?<language>\w+)",
        $@"(?:speak|use|talk|(?:answer|reply|write|talk)(?:\s+to)?(?:\s+me)?\s+in)\s+(?:in\s+)?(?<language>{Names})",
        $@"(?:write|make|i\s+(?:want|would\s+like|prefer)|i'd\s+like|give\s+me)\s+(?:my\s+)?reports?\s+in\s+(?<language>{Names})|(?<language>{Names})",
        $@"(?:以后|今后)?(?:我的)?报告(?:都)?用\s*(?<language>{Names})\s*写?|以后用\s*(?<language>{Names})\s*(?:给我)?写报告",
        @"(?:切换|更改|修改|设置|改变|更换)\s*语言\s*(?:为|成|到)\s*(?<language>\S+)",
        $@"(?:把|将)?\s*(?:我的|报告的?|界面的?)?\s*语言\s*(?:改|切换|设置|设|换|调|转)(?:成|为|到)?\s*(?<language>\S+)",
        $@"(?:改用|改成|切换到|切换成|切换为|换成|用|说|讲|使用)\s*(?<language>{Names})\s*(?:回答|回复|交流|写报告|跟我说话?|和我说话?|说)?我?",
        @"(?:set|change)\s+(?:my\s+|the\s+)?time\s?zone\s+(?:to|into)\s+(?<zone>\S+)",
        @"(?:把|将)?\s*(?:我的)?\s*时区\s*(?:改|切换|设置|设|换|调)(?:成|为|到)?\s*(?<zone>\S+)");

    public static OfflineToolSkill Skill { get; } = new("preferences_update")
    {
        Specificity = 6,
        Acts = true,
        Examples = [("把语言改成英文", "change my language to Chinese")],
        Ask = static request => Changing(OfflineRequest.Plain(request)) is { } match && Arguments(match) is null
            ? match.Groups["zone"].Success
                ? ("我不认识这个时区，所以没有改动。请用 IANA 名称，例如 Asia/Shanghai。", "I do not know that time zone, so I changed nothing. Give its IANA name, for example Europe/Berlin.")
                : ("我只能把语言改成中文或英文，所以没有改动。", "I can change the language to Chinese or English only, so I changed nothing.")
            : null,
        Recognise = static request => Changing(OfflineRequest.Plain(request)) is { } match ? Arguments(match) : null,
        Tell = static result =>
        {
            var changed = result.Json.TryGetProperty("changed", out var json) ? result.Of(json) : result;
            var (language, zone) = (changed.Text("language"), changed.Text("time_zone"));
            return language.Length > 0
                    ? result.Say($"语言已改成{Name(result, language)}：以后的报告用它写。聊天时我用你所用的语言回答。",
                        $"Your language is now {Name(result, language)}: reports are written in it from now on. In chat I answer in the language that you write.")
                : zone.Length > 0
                    ? result.Say($"时区已改成 {zone}。以前的定时任务仍按原来的时区。", $"Your time zone is now {zone}. Schedules made before keep theirs.")
                : result.Say("本来就是这样，没有变化。", "It was so already; nothing changed.");
        },
    };

    private static Dictionary<string, object?>? Arguments(Match match)
    {
        if (match.Groups["zone"] is { Success: true, Value: var place })
        {
            var zone = Array.Find(Zones, zone => zone.Names.Contains(place)).Zone ?? place;
            return ZoneName.TryParse(zone, out var name) ? new() { ["time_zone"] = name.Value } : null;
        }

        var wanted = match.Groups["language"].Value;
        return Array.Find(Languages, language => language.Names.Contains(wanted, StringComparer.OrdinalIgnoreCase)).Code is { } code ? new() { ["language"] = code } : null;
    }

    private static string Name(OfflineResult result, string code) => code == "zh" ? result.Say("中文", "Chinese") : code == "en" ? result.Say("英文", "English") : code;
}
