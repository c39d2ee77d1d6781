using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Words between quotation marks: what somebody is said to have said. One word is a name, not a quotation.</summary>
internal static partial class Quotations
{
    private const int FewestHan = 4;

    /// <summary>Those of a plain text.</summary>
    public static IEnumerable<string> Of(string plain) => Quoted().Matches(plain)
        .Select(static match => match.Groups.Cast<Group>().Skip(1).First(static group => group.Success).Value.Trim())
        .Where(static words => words.Contains(' ', StringComparison.Ordinal) || words.EnumerateRunes().Count(static rune => rune.Value is >= 0x4E00 and <= 0x9FFF) >= FewestHan);

    /// <summary>Whether a text has the words in this order, whatever stands between them that is neither letter nor digit.</summary>
    public static bool Stands(string words, string plain) => Letters(plain).Contains(Letters(words), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                letters.Append(rune);
            }
            else if (letters[^1] != ' ')
            {
                letters.Append(' ');
            }
        }

        return letters[^1] == ' ' ? letters.ToString() : letters.Append(' ').ToString();
    }

    [GeneratedRegex("“([^”]{2,400})”|「([^」]{2,400})」|『([^』]{2,400})』|«([^»]{2,400})»|„([^“”]{2,400})[“”]|(?<![A-Za-z0-9])\"([^\"]{2,400})\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
