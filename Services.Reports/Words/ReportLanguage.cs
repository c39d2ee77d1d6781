using Nanobot.Platform.Ai.Offline;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Words;

/// <summary>A language that reports are written in.</summary>
internal sealed class ReportLanguage
{
    private readonly Func<string, string, string> _say;

    private ReportLanguage(string code, Func<string, string, string> say)
    {
        Code = code;
        _say = say;
    }

    public static ReportLanguage English { get; } = new("en", static (_, en) => en);

    public static ReportLanguage Chinese { get; } = new("zh", static (zh, _) => zh);

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>The language of a preference: <c>zh…</c> is Chinese, all else English.</summary>
    public static ReportLanguage For(string? preference) =>
        preference is not null && preference.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    /// <summary>The language that texts of a user are written in: Chinese where one of them has Chinese characters.</summary>
    public static ReportLanguage Of(IEnumerable<string?> texts) => texts.Any(static text => text is not null && OfflineLanguage.IsChinese(text)) ? Chinese : English;

    /// <summary>Of a text in both languages, the one in this.</summary>
    public string Say(string zh, string en) => _say(zh, en);

    /// <summary>The same of a wording.</summary>
    public string Say(Wording wording) => Say(wording.Zh, wording.En);
}
