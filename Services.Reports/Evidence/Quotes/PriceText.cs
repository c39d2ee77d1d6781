using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// The text of a price file: in the encoding that its mark or header names, else UTF-8. Where that gives no header line, in
/// the one in which there is one: names of columns are not read by chance.
/// </summary>
internal static class PriceText
{
    private const int Beginning = 4096;
    private static readonly int[] Others = [65001, 54936, 950, 932, 949, 1252, 1251, 1250];

    public static string Of(SourceDocument document)
    {
        var text = Plain(SourceText.Decode(document, mayDeclare: false).Text);
        if (PriceTable.HasHeader(text) || document.Bytes.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0)
        {
            return text;
        }

        foreach (var other in Others)
        {
            var encoding = EncodingLabels.Of(other);
            if (PriceTable.HasHeader(Plain(encoding.GetString(document.Bytes, 0, Math.Min(document.Bytes.Length, Beginning)))))
            {
                return Plain(encoding.GetString(document.Bytes));
            }
        }

        return text;
    }

    // Zeros pad what programs in C write.
    private static string Plain(string text) => text.Replace("\0", "", StringComparison.Ordinal).TrimStart();
}
