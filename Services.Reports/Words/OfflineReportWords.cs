using System.Text;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Reports.Words;

/// <summary>
/// How the offline model writes a report: one short paragraph for each line <c>EVIDENCE …</c> of the request, in the language that a line
/// <c>LANGUAGE zh|en</c> names. The evidence is quoted as it stands, so no number appears that was not given.
/// </summary>
internal static class OfflineReportWords
{
    private const string Mark = "EVIDENCE ";

    public static OfflineTextSkill Skill { get; } = new(IsAskedFor, Write);

    private static bool IsAskedFor(string request) => Lines(request).Any(static line => line.StartsWith(Mark, StringComparison.Ordinal));

    private static string Write(string request)
    {
        var lines = Lines(request).ToList();
        var chinese = lines.Find(static line => line.StartsWith("LANGUAGE ", StringComparison.Ordinal)) is { } language
            ? language["LANGUAGE ".Length..].Trim().StartsWith("zh", StringComparison.Ordinal)
            : OfflineLanguage.IsChinese(request);
        var text = new StringBuilder();
        foreach (var line in lines.Where(static line => line.StartsWith(Mark, StringComparison.Ordinal)))
        {
            var evidence = line[Mark.Length..].Trim().TrimEnd('.', '。');
            text.Append(OfflineLanguage.Say(chinese, $"据现有资料：{evidence}。", $"On the evidence at hand: {evidence}.")).Append("\n\n");
        }

        text.Append(OfflineLanguage.Say(chinese,
            "（以上文字由内置离线模型写成，仅复述所给资料。）",
            "(Written by the built-in offline model, which only restates the evidence it was given.)"));
        return text.ToString();
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static line => line.Trim());
}
