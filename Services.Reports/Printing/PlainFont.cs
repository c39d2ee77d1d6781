using PdfSharp.Fonts;

namespace Nanobot.Services.Reports.Printing;

/// <summary>The one font of <see cref="PlainPdf"/>. The library takes its fonts from one place of the process, which is set the first time; whatever is asked of it is this font.</summary>
internal sealed class PlainFont : IFontResolver
{
    /// <summary>What the library calls it.</summary>
    public const string Family = "Report";

    private static readonly Lock Gate = new();
    private static string? _path;
    private readonly byte[] _font;

    private PlainFont(byte[] font) => _font = font;

    /// <summary>Sets it.</summary>
    /// <exception cref="InvalidOperationException">Another one is set.</exception>
    public static void Use(string path)
    {
        lock (Gate)
        {
            if (_path is null)
            {
                GlobalFontSettings.FontResolver = new PlainFont(File.ReadAllBytes(path));
                _path = path;
            }
            else if (_path != path)
            {
                throw new InvalidOperationException($"The font is {_path} already.");
            }
        }
    }

    public byte[] GetFont(string faceName) => _font;

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Family);
}
