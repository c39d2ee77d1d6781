using System.Buffers;
using System.Globalization;
using System.Text;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// Joins halves of surrogate pairs that came in two parts of a text. A half whose other one never comes is left out.
/// </summary>
internal sealed class WholeCharacters
{
    private string _half = "";

    /// <summary>As much of the text so far as is sure, and has not been taken yet.</summary>
    public string Take(string part)
    {
        var text = _half + part;
        _half = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1..] : "";
        return Replace(text[..^_half.Length], static _ => "");
    }

    /// <summary>JSON text with each half of a pair written as an escape, which says that it is one.</summary>
    public static string Escape(string json) => Replace(json, static half => $"\\u{((int)half).ToString("x4", CultureInfo.InvariantCulture)}");

    private static string Replace(string text, Func<char, string> lone)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf16(rest, out _, out var length);
            if (status == OperationStatus.Done)
            {
                whole.Append(rest[..length]);
            }
            else
            {
                whole.Append(lone(rest[0]));
                length = 1;
            }

            rest = rest[length..];
        }

        return whole.ToString();
    }
}
