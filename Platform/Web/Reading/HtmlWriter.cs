using System.Text;
using AngleSharp.Html.Parser.Tokens;

namespace Nanobot.Platform.Web.Reading;

/// <summary>Writes what a page says as text: white space as a page shows it, headings, lists and links as in Markdown.</summary>
/// <param name="address">Where the page is, for its links.</param>
internal sealed class HtmlWriter(Uri address)
{
    private const int LongestLink = 500;
    private const int MostLinks = 500;
    private const int MostIndent = 40;

    private readonly StringBuilder _text = new();
    private Uri _base = address;
    private string? _link;
    private bool _isLinkBegun;
    private int _written;
    private int _lines;
    private int _preformatted;
    private int _indent;
    private bool _blank;
    private bool _isPageStart = true;

    public int Length => _text.Length;

    /// <summary>The parts of it that the page is about, where they say enough; else all of it.</summary>
    public string Of(IReadOnlyList<Range> parts, int least)
    {
        EndLink();
        var all = _text.ToString();
        var chosen = string.Join("\n\n", parts.Select(part => all[part].Trim()));
        return chosen.Length >= least ? chosen : all;
    }

    public void Begin(HtmlTagToken tag)
    {
        switch (tag.Name)
        {
            case "base":
                _base = Uri.TryCreate(_base, Value(tag, "href"), out var given) ? given : _base;
                return;
            case "br":
                Break(1);
                return;
            case "img":
                Write(Value(tag, "alt") is { Length: > 0 } alt ? $" {alt} " : "");
                return;
            case "a":
                EndLink();
                _link = Link(tag);
                return;
            case "td" or "th":
                Write(_lines == 0 && !_isPageStart ? " | " : "");
                return;
            case "pre":
                _preformatted++;
                break;
            default:
                break;
        }

        Block(tag.Name);
        if (tag.Name is ['h', >= '1' and <= '6'])
        {
            Put($"{new string('#', tag.Name[1] - '0')} ");
        }
        else if (tag.Name == "li")
        {
            Put("- ");
        }
    }

    public void End(string name)
    {
        switch (name)
        {
            case "a":
                EndLink();
                break;
            case "pre" when _preformatted > 0:
                _preformatted--;
                break;
            default:
                break;
        }

        Block(name);
    }

    public void Write(string text)
    {
        foreach (var character in text)
        {
            if (_preformatted > 0 && char.IsWhiteSpace(character))
            {
                Preformatted(character);
            }
            else if (char.IsWhiteSpace(character))
            {
                _blank = true;
            }
            else
            {
                Put(character);
            }
        }
    }

    // As it stands, but for more than one empty line and for what is far out.
    private void Preformatted(char blank)
    {
        if (blank == '\n')
        {
            Break(1, most: 2);
        }
        else if (_lines > 0 || _isPageStart)
        {
            _indent = Math.Min(_indent + 1, MostIndent);
        }
        else
        {
            _text.Append(' ');
        }
    }

    private void Put(string mark)
    {
        foreach (var character in mark)
        {
            if (character == ' ')
            {
                _text.Append(' ');
            }
            else
            {
                Put(character);
            }
        }
    }

    private void Put(char character)
    {
        if (_lines > 0 && !_isPageStart)
        {
            _text.Append('\n', _lines);
        }
        else if (_blank && !_isPageStart)
        {
            _text.Append(' ');
        }

        _text.Append(' ', _indent);
        (_lines, _indent, _blank, _isPageStart) = (0, 0, false, false);
        if (_link is not null && !_isLinkBegun)
        {
            _text.Append('[');
            _isLinkBegun = true;
        }

        _text.Append(character);
    }

    // One with nothing in it is none.
    private void EndLink()
    {
        if (_isLinkBegun)
        {
            _text.Append("](").Append(_link).Append(')');
        }

        (_link, _isLinkBegun) = (null, false);
    }

    private void Block(string name)
    {
        if (HtmlElements.IsBlock(name))
        {
            Break(HtmlElements.IsApart(name) ? 2 : 1);
        }
    }

    private void Break(int lines, int most = 0)
    {
        _lines = most > 0 ? Math.Min(_lines + lines, most) : Math.Max(_lines, lines);
        (_indent, _blank) = (0, false);
    }

    private string? Link(HtmlTagToken tag) => _written < MostLinks
        && Value(tag, "href") is { Length: > 0 and <= LongestLink } href && !href.StartsWith('#')
        && Uri.TryCreate(_base, href.Trim(), out var to) && (to.Scheme == Uri.UriSchemeHttp || to.Scheme == Uri.UriSchemeHttps) && to.AbsoluteUri.Length <= LongestLink && _written++ >= 0
            ? to.AbsoluteUri
            : null;

    private static string Value(HtmlTagToken tag, string name) => tag.GetAttribute(name) ?? "";
}
