namespace Nanobot.Platform.Ai.Offline;

/// <summary>The two languages of the offline model, told apart by whether a text has Chinese characters.</summary>
public static class OfflineLanguage
{
    /// <summary>Whether <paramref name="text"/> is to be answered in Chinese.</summary>
    public static bool IsChinese(string text) => text.Any(static character => character is >= '\u4e00' and <= '\u9fff');

    /// <summary>The text for the language.</summary>
    public static string Say(bool chinese, string zh, string en) => chinese ? zh : en;
}
