using System.Buffers.Binary;

namespace Nanobot.Platform.Ai.Images;

/// <summary>
/// Reads what kind of image some octets are and how large: PNG (RFC 2083), JPEG (ITU T.81), GIF89a and WebP (RFC 9649). Nothing is decoded, so that no image costs more than a look.
/// </summary>
public static class ImageHeader
{
    /// <summary>What it is; null where it is none of these, or does not say how large it is.</summary>
    public static ImageKind? Read(ReadOnlySpan<byte> octets) => Kind(octets) is { Width: > 0, Height: > 0 } kind ? kind : null;

    private static ImageKind? Kind(ReadOnlySpan<byte> octets) =>
        octets is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] ? Png(octets)
        : octets.StartsWith("GIF87a"u8) || octets.StartsWith("GIF89a"u8) ? Gif(octets)
        : octets is [0xFF, 0xD8, 0xFF, ..] ? Jpeg(octets)
        : octets.StartsWith("RIFF"u8) && octets.Length >= 16 && octets[8..].StartsWith("WEBP"u8) ? WebP(octets)
        : null;

    private static ImageKind? Png(ReadOnlySpan<byte> octets) => octets.Length >= 24 && octets[12..].StartsWith("IHDR"u8)
        ? new("image/png", BinaryPrimitives.ReadInt32BigEndian(octets[16..]), BinaryPrimitives.ReadInt32BigEndian(octets[20..]))
        : null;

    private static ImageKind? Gif(ReadOnlySpan<byte> octets) => octets.Length >= 10
        ? new("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(octets[6..]), BinaryPrimitives.ReadUInt16LittleEndian(octets[8..]))
        : null;

    // The frame's header comes behind segments that each say how long they are.
    private static ImageKind? Jpeg(ReadOnlySpan<byte> octets)
    {
        for (var at = 2; at + 9 < octets.Length && octets[at] == 0xFF;)
        {
            var marker = octets[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 5)..]));
            }

            if (marker is 0xD9 or 0xDA)
            {
                return null;
            }

            at += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(octets[(at + 2)..]);
        }

        return null;
    }

    private static ImageKind? WebP(ReadOnlySpan<byte> octets)
    {
        const string Type = "image/webp";
        return octets.Length < 30 ? null
            : octets[12..].StartsWith("VP8 "u8) && octets[23..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
                ? new(Type, BinaryPrimitives.ReadUInt16LittleEndian(octets[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(octets[28..]) & 0x3FFF)
            : octets[12..].StartsWith("VP8L"u8) && octets[20] == 0x2F ? Lossless(BinaryPrimitives.ReadUInt32LittleEndian(octets[21..]))
            : octets[12..].StartsWith("VP8X"u8) ? new(Type, 1 + Three(octets[24..]), 1 + Three(octets[27..]))
            : null;

        static ImageKind Lossless(uint bits) => new(Type, (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);

        static int Three(ReadOnlySpan<byte> octets) => octets[0] | (octets[1] << 8) | (octets[2] << 16);
    }
}
