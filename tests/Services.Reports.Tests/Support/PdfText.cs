using System.Text;
using UglyToad.PdfPig;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>What can be found in a PDF, by another library than the one that wrote it.</summary>
internal static class PdfText
{
    /// <summary>All of its text without white space: where a line ends is the layout's.</summary>
    public static string Of(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return Squeeze(string.Concat(document.GetPages().Select(page => page.Text)));
    }

    public static string Squeeze(string text)
    {
        var squeezed = new StringBuilder(text.Length);
        foreach (var character in text.Where(character => !char.IsWhiteSpace(character) && character != '\u200b'))
        {
            squeezed.Append(character);
        }

        return squeezed.ToString();
    }
}
