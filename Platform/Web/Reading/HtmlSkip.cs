using System.Text.RegularExpressions;
using AngleSharp.Html.Parser.Tokens;

namespace Nanobot.Platform.Web.Reading;

/// <summary>The part of a page that is passed over: an element that is for no reader, or that nobody is shown, up to where it ends.</summary>
/// <param name="withFurniture">Whether to read what is around the text of the page, too.</param>
internal sealed partial class HtmlSkip(bool withFurniture)
{
    private string? _element;
    private int _depth;

    public bool IsOn => _element is not null;

    /// <summary>Whether it goes on with what is around the text of the page.</summary>
    public bool IsOfFurniture => _element is not null && !HtmlElements.IsUnread(_element);

    /// <summary>Looks at where an element begins; whether it is passed over.</summary>
    public bool Begin(HtmlTagToken tag)
    {
        if (_element is null)
        {
            if (HtmlElements.IsEmpty(tag.Name) || tag.IsSelfClosing || !IsPassedOver(tag))
            {
                return false;
            }

            (_element, _depth) = (tag.Name, 1);
            return true;
        }

        // A paragraph ends where another element on lines of its own begins.
        if (_element == "p" && HtmlElements.IsBlock(tag.Name))
        {
            _element = null;
            return Begin(tag);
        }

        _depth += tag.Name == _element && !tag.IsSelfClosing ? 1 : 0;
        return true;
    }

    /// <summary>Looks at where an element ends; whether that is passed over.</summary>
    public bool End(string name)
    {
        if (_element is null)
        {
            return false;
        }

        if (name == _element && --_depth == 0)
        {
            _element = null;
        }

        return true;
    }

    private bool IsPassedOver(HtmlTagToken tag) => HtmlElements.IsUnread(tag.Name)
        || (!withFurniture && HtmlElements.IsFurniture(tag.Name))
        || (tag.Name is not ("html" or "body") && IsHidden(tag));

    private static bool IsHidden(HtmlTagToken tag) =>
        tag.Attributes.Exists(static attribute => attribute.Name == "hidden" || (attribute.Name == "style" && HiddenStyle().IsMatch(attribute.Value)));

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\z)|font-size\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenStyle();
}
