using System.Text;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// JSON as models write it, made JSON: single quotes, names without quotes, Python's and JavaScript's words, comments, commas
/// and brackets too many, line ends within texts, marks and fences around it. It works by tokens and closes nothing that is open: whether the
/// result is JSON is for the parser to say, and what was cut off stays unreadable. The library's options know trailing commas and comments only.
/// </summary>
internal sealed class LooseJson
{
    private readonly string _text;
    private readonly StringBuilder _json = new();
    private int _at, _depth;

    private LooseJson(string text) => _text = text;

    /// <summary>The same in JSON's own spelling, or null where a token has none.</summary>
    public static string? Strict(string text)
    {
        var loose = new LooseJson(text);
        while (loose._at < text.Length)
        {
            if (!loose.Next())
            {
                return null;
            }
        }

        return loose._json.ToString();
    }

    private bool Next() => _text[_at] switch
    {
        '"' or '\'' => Quoted(_text[_at++]),
        '{' or '[' => Copy(+1),
        '}' or ']' when _depth == 0 => Last() is '}' or ']' && Skip(1),
        '}' or ']' => WithoutComma() && Copy(-1),
        ',' or ':' => _depth > 0 && Copy(0),
        '/' => Comment(),
        '`' when _depth == 0 => Fence(),
        '<' when _depth == 0 => SkipBehind(">", _at),
        '\uFEFF' => Skip(1),
        var other when char.IsWhiteSpace(other) => Put(" ", 1),
        _ => Word(),
    };

    private bool Copy(int deeper)
    {
        _depth += deeper;
        return Put(_text.AsSpan(_at, 1), 1);
    }

    private bool Put(ReadOnlySpan<char> json, int length)
    {
        _json.Append(json);
        return Skip(length);
    }

    private bool Skip(int length)
    {
        _at += length;
        return true;
    }

    private bool SkipBehind(string mark, int from)
    {
        var end = _text.IndexOf(mark, from, StringComparison.Ordinal);
        return end >= 0 && Skip(end + mark.Length - _at);
    }

    /// <summary>What the JSON ends with, its blanks taken off.</summary>
    private char Last()
    {
        while (_json.Length > 0 && _json[^1] == ' ')
        {
            _json.Length--;
        }

        return _json.Length > 0 ? _json[^1] : ' ';
    }

    private bool WithoutComma()
    {
        if (Last() == ',')
        {
            _json.Length--;
        }

        return true;
    }

    private bool Comment() => _text.AsSpan(_at) switch
    {
        ['/', '*', ..] => SkipBehind("*/", _at + 2),
        ['/', '/', ..] => SkipBehind("\n", _at) || Skip(_text.Length - _at),
        _ => false,
    };

    // With the name of the language behind the first one.
    private bool Fence()
    {
        var length = _text.AsSpan(_at).IndexOfAnyExcept('`');
        Skip(length < 0 ? _text.Length - _at : length);
        var word = Letters(_at);
        return _json.Length > 0 || word == 0 || _at + word >= _text.Length || !char.IsWhiteSpace(_text[_at + word]) || Skip(word);
    }

    private bool Quoted(char quote)
    {
        _json.Append('"');
        while (_at < _text.Length)
        {
            var next = _text[_at++];
            if (next == quote)
            {
                _json.Append('"');
                return true;
            }

            if (next != '\\')
            {
                _ = next is '"' ? _json.Append("\\\"") : next < ' ' ? Escape(next) : _json.Append(next);
            }
            else if (!Escaped())
            {
                return false;
            }
        }

        return false;
    }

    private bool Escaped() => _at < _text.Length && _text[_at] switch
    {
        '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u' => Put(_text.AsSpan(_at - 1, 2), 1),
        '\'' => Put("'", 1),
        // Python's; any other is a sign of its own in one language and none in the next.
        'x' when _at + 2 < _text.Length => Put($"\\u00{_text.AsSpan(_at + 1, 2)}", 3),
        _ => false,
    };

    private StringBuilder Escape(char control) => _json.Append("\\u").Append(((int)control).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));

    private bool Word()
    {
        var length = Letters(_at);
        var word = _text.AsSpan(_at, length);
        var isName = _text.AsSpan(_at + length).TrimStart() is [':', ..];
        if (length > 0 && _depth > 0 && isName && !word.ContainsAny("+-."))
        {
            return Put($"\"{word}\"", length);
        }

        return word.TrimStart("+-") switch
        {
            "true" or "True" or "TRUE" => Put("true", length),
            "false" or "False" or "FALSE" => Put("false", length),
            // What is no number is none in JSON, as JavaScript writes it.
            "null" or "None" or "undefined" or "NaN" or "nan" or "Infinity" or "inf" => Put("null", length),
            [>= '0' and <= '9', ..] => Put(word[0] == '+' ? word[1..] : word, length),
            _ => false,
        };
    }

    private int Letters(int from)
    {
        var length = 0;
        while (from + length < _text.Length && (char.IsLetterOrDigit(_text[from + length]) || _text[from + length] is '_' or '$' or '+' or '-' or '.'))
        {
            length++;
        }

        return length;
    }
}
