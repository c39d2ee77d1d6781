using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Reports.Words.Offline;

namespace Nanobot.Services.Reports.Words;

/// <summary>
/// How the offline model writes a report: it reads the lines <c>EVIDENCE [E…] …</c> of the request and tells what they come to, in the language that a line <c>LANGUAGE …</c> names where
/// that is Chinese, else in English. Each sentence cites its line, and has figures as they stand there; the same request gives the same text.
/// </summary>
internal static class OfflineReportWords
{
    private const string Mark = "EVIDENCE ";
    private const string LanguageMark = "LANGUAGE ";

    public static OfflineTextSkill Skill { get; } = new(IsAskedFor, Write);

    private static bool IsAskedFor(string request) => Lines(request).Any(static line => line.StartsWith(Mark, StringComparison.Ordinal));

    private static string Write(string request)
    {
        var voice = new OfflineVoice(Lines(request).FirstOrDefault(static line => line.StartsWith(LanguageMark, StringComparison.Ordinal)) is { } language
            ? language[LanguageMark.Length..].Trim().StartsWith("zh", StringComparison.Ordinal)
            : OfflineLanguage.IsChinese(request));
        var lines = Lines(request).Where(static line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(static line => line[Mark.Length..].Trim()).ToList();
        var evidence = OfflineEvidence.Read(lines);
        var paragraphs = evidence.IsEmpty ? lines.Select(line => Restated(line, voice)) : Told(evidence, voice);
        return string.Join("\n\n", paragraphs.OfType<string>().Append(voice.Say(
            "（以上文字由内置离线模型写成，仅依据所给资料。）",
            "(Written by the built-in offline model, from nothing but the evidence it was given.)")));
    }

    private static IEnumerable<string?> Told(OfflineEvidence evidence, OfflineVoice voice) =>
    [
        voice.Paragraph(OfflineOverview.Sentences(evidence, voice)),
        voice.Paragraph([.. OfflineQuotes.Sentences(evidence, voice), .. OfflineNotes.Ranges(evidence, voice)]),
        voice.Paragraph(OfflineNotes.Trends(evidence, voice)),
        voice.Paragraph(OfflineNotes.Since(evidence, voice)),
        voice.Paragraph([.. OfflineNews.Sentences(evidence, voice), .. OfflineNotes.Topics(evidence, voice)]),
        voice.Paragraph(OfflineNotes.Ahead(evidence, voice)),
        voice.Paragraph(OfflineNotes.Noted(evidence, voice)),
    ];

    // Lines of a form that it does not know.
    private static string Restated(string line, OfflineVoice voice)
    {
        var evidence = line.TrimEnd('.', '。');
        return voice.Say($"据现有资料：{evidence}。", $"On the evidence at hand: {evidence}.");
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static line => line.Trim());
}
