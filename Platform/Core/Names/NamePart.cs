using System.Runtime.CompilerServices;

namespace Nanobot.Platform.Core.Names;

/// <summary>A part of a name: a word, an id or a number, which is written without making a text of it first.</summary>
public readonly record struct NamePart
{
    private readonly long _number;
    private readonly Guid _id;
    private readonly Form _form;

    private NamePart(Form form, string? text = null, long number = 0, Guid id = default) => (_form, Text, _number, _id) = (form, text, number, id);

    private enum Form
    {
        Text,
        Number,
        Id,
    }

    /// <summary>A word; null where it is a number or an id of its own kind.</summary>
    internal string? Text { get; }

    /// <summary>A word.</summary>
    public static implicit operator NamePart(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Form.Text, text);
    }

    /// <summary>A number, in digits.</summary>
    public static implicit operator NamePart(long number) => new(Form.Number, number: number);

    /// <summary>An id, in 32 hexadecimal digits.</summary>
    public static implicit operator NamePart(Guid id) => new(Form.Id, id: id);

    internal void AppendTo(ref DefaultInterpolatedStringHandler text)
    {
        switch (_form)
        {
            case Form.Number:
                text.AppendFormatted(_number);
                break;
            case Form.Id:
                text.AppendFormatted(_id, "n");
                break;
            default:
                text.AppendLiteral(Text ?? "");
                break;
        }
    }
}
