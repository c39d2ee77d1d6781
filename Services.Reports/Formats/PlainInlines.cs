using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Nanobot.Services.Reports.Formats;

/// <summary>Text of a line without its marks; an address that it leads to stands behind it in angle brackets (RFC 3986, C).</summary>
internal static class PlainInlines
{
    /// <summary>What a block says; of one with further blocks what they say.</summary>
    public static string Of(Block block) => block switch
    {
        LeafBlock { Inline: { } inline } => Of(inline),
        LeafBlock leaf => leaf.Lines.ToString(),
        ContainerBlock container => string.Join(' ', container.Select(Of)),
        _ => "",
    };

    private static string Of(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container)
        {
            Append(text, inline);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Append(text, literal.Content.ToString());
                break;
            case CodeInline code:
                Append(text, code.Content);
                break;
            case LineBreakInline { IsHard: var isHard }:
                text.Append(isHard ? '\n' : ' ');
                break;
            case HtmlEntityInline entity:
                Append(text, entity.Transcoded.ToString());
                break;
            case AutolinkInline link:
                Append(text, $"<{link.Url}>");
                break;
            case LinkInline link:
                text.Append(Of(link));
                if (!link.IsImage && PageLinks.IsSafe(link))
                {
                    Append(text, $" <{link.GetDynamicUrl?.Invoke() ?? link.Url}>");
                }

                break;
            case DelimiterInline delimiter:
                // A bracket that nothing closes holds what follows it.
                Append(text, delimiter.ToLiteral());
                text.Append(Of(delimiter));
                break;
            case ContainerInline container:
                text.Append(Of(container));
                break;
            default:
                Append(text, inline.ToString() ?? "");
                break;
        }
    }

    // A terminal obeys some of them.
    private static void Append(StringBuilder text, string words)
    {
        foreach (var character in words)
        {
            text.Append(char.IsControl(character) ? ' ' : character);
        }
    }
}
