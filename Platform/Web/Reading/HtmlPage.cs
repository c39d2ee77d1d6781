using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Nanobot.Platform.Web.Reading;

/// <summary>
/// The text of HTML, with headings, lists and links as in Markdown. It is read token by token and never made into a tree: that would take a page that was made for it
/// seconds, and the stack where it is walked.
/// </summary>
internal sealed class HtmlPage
{
    private const int LeastMain = 200;

    private readonly HtmlWriter _writer;
    private readonly HtmlTokenizer _tokens;
    private readonly HtmlSkip _skip;
    private readonly List<Range> _main = [];
    private int _mainDepth;
    private int _mainStart;
    private bool _inTitle;

    private HtmlPage(string html, Uri address, bool withFurniture)
    {
        _writer = new HtmlWriter(address);
        _skip = new HtmlSkip(withFurniture);
        _tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver)
        {
            // Of the many attributes that one tag may have, those that are looked at.
            ShouldEmitAttribute = static (ref _, name) => name.Span is "href" or "alt" or "hidden" or "style",
        };
    }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>Reads the page at <paramref name="address"/>.</summary>
    public static HtmlPage Read(string html, Uri address)
    {
        var page = new HtmlPage(html, address, withFurniture: false);
        if (page.Run())
        {
            return page;
        }

        // Navigation that nobody closed has taken the rest of the page with it.
        page = new HtmlPage(html, address, withFurniture: true);
        page.Run();
        return page;
    }

    private bool Run()
    {
        HtmlToken token;
        while ((token = _tokens.Get()).Type != HtmlTokenType.EndOfFile)
        {
            switch (token)
            {
                case HtmlTagToken { Type: HtmlTokenType.StartTag } tag:
                    Begin(tag);
                    break;
                case HtmlTagToken { Type: HtmlTokenType.EndTag } tag:
                    End(tag.Name);
                    break;
                case { Type: HtmlTokenType.Character } when _inTitle:
                    Title = Title.Length == 0 ? token.Data : Title;
                    break;
                case { Type: HtmlTokenType.Character } when !_skip.IsOn:
                    _writer.Write(token.Data);
                    break;
                default:
                    break;
            }
        }

        if (_mainDepth > 0)
        {
            CloseMain();
        }

        Text = _writer.Of(_main, LeastMain);
        return !_skip.IsOfFurniture;
    }

    private void Begin(HtmlTagToken tag)
    {
        _tokens.State = HtmlElements.ContentOf(tag.Name);
        _inTitle = tag.Name == "title" && !_skip.IsOn;
        if (_skip.Begin(tag) || _inTitle)
        {
            return;
        }

        if (HtmlElements.IsMain(tag.Name) && !tag.IsSelfClosing && _mainDepth++ == 0)
        {
            _mainStart = _writer.Length;
        }

        _writer.Begin(tag);
    }

    private void End(string name)
    {
        _inTitle = false;
        if (_skip.End(name))
        {
            return;
        }

        _writer.End(name);
        if (HtmlElements.IsMain(name) && _mainDepth > 0 && --_mainDepth == 0)
        {
            CloseMain();
        }
    }

    private void CloseMain()
    {
        if (_mainStart < _writer.Length)
        {
            _main.Add(_mainStart.._writer.Length);
        }
    }
}
