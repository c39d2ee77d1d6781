using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What a report says of what it does without.</summary>
internal static class DegradationTexts
{
    /// <summary>That it rests on the evidence of an earlier report; null where it does not.</summary>
    public static Wording? Stale(ReportInput input) => input.Evidence.IsStale
        ? new($"所有来源目前都无法读取：本报告依据 {At(input)} 收集的资料，可能已经过时。", $"No source can be read at the moment: this report rests on evidence gathered at {At(input)}, and may be out of date.")
        : null;

    /// <summary>What was given up for its words; null where nothing was.</summary>
    public static Wording? Words(CheckedWords words) =>
        words.LeftOut is { } why ? new($"文字未能写出：{why.Zh}行情与新闻不受影响。", $"There are no words: {why.En} The figures and headlines do not depend on them.")
        : words.Degradations?.Contains(ReportDegradation.Shorter.Value) == true ? new("额度不足，文字由较少的资料写成，并较短。", "The budget did not bear more: the words are short, and about a part of the evidence.")
        : words.Degradations?.Contains(ReportDegradation.CheaperModel.Value) == true ? new("额度不足，文字由较便宜的模型写成。", "The budget did not bear the usual model: a cheaper one wrote the words.")
        : null;

    private static string At(ReportInput input) => Figures.Minute(input.Evidence.GatheredAt, input.Zone);
}
