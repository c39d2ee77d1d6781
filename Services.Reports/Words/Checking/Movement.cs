namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Words that say which way something moved.</summary>
/// <param name="Direction">1 up, -1 down, 0 unchanged; null for words that leave it open, such as "moved" and 涨跌幅.</param>
/// <param name="IsDenied">Whether the words before say that it did not.</param>
/// <param name="Text">The words.</param>
/// <param name="Start">Where they begin in the plain form of the text.</param>
/// <param name="End">Where they are over.</param>
internal readonly record struct Movement(int? Direction, bool IsDenied, string Text, int Start, int End)
{
    /// <summary>The beginning of the word, which its forms share: "fell" is one of its own, "falling" and "falls" are one.</summary>
    public string Stem => Text.Length <= 4 ? Text : Text[..4];
}
