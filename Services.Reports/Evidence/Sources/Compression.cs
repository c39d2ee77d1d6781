using System.Buffers.Binary;
using System.IO.Compression;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Takes off the compression of a document: what <c>Content-Encoding</c> lists (RFC 9110, 8.4), and gzip that nobody
/// mentioned, as stored <c>.gz</c> files are. What comes out is bounded at every step, so that little cannot become much.
/// </summary>
internal static class Compression
{
    /// <summary>Largest document that is read, as it comes and without its compression: 2 MB.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private const int MaximumLayers = 3;
    private const int ChunkBytes = 16 * 1024;
    private const int LookedAt = 512;

    // What servers write there and what compresses nothing.
    private static readonly string[] Nothing = ["", "identity", "none", "binary", "text", "utf-8", "utf8", "7bit", "8bit", "chunked", "amz-1.0", "aws-chunked"];

    /// <param name="body">As it came.</param>
    /// <param name="codings">In the order in which they were applied.</param>
    /// <exception cref="SourceFailedException">It is compressed in a way that is not known, broken, or too large.</exception>
    public static (byte[] Bytes, bool IsCutOff) TakeOff(byte[] body, IEnumerable<string> codings)
    {
        var (bytes, cut, layers) = (body, false, 0);
        foreach (var coding in codings.Select(static coding => coding.Trim().ToLowerInvariant()).Where(static coding => !Nothing.Contains(coding)).Reverse())
        {
            // A header that promises compression above plain text is a common mistake of servers.
            // And some call gzip deflate: what is gzip shows itself below.
            if ((coding is "gzip" or "x-gzip" && !IsGzip(bytes)) || (coding is "deflate" or "br" && (IsGzip(bytes) || IsText(bytes))))
            {
                continue;
            }

            Inflate(coding);
        }

        while (IsGzip(bytes))
        {
            Inflate("gzip");
        }

        return (bytes, cut);

        void Inflate(string coding)
        {
            if (++layers > MaximumLayers)
            {
                throw new SourceFailedException(SourceFailures.TooManyCompressions);
            }

            var (inflated, ended) = Read(bytes, coding);
            (bytes, cut) = (inflated, cut || ended);
        }
    }

    private static bool IsGzip(byte[] bytes) => bytes is [0x1F, 0x8B, 8, ..];

    // Nothing compressed begins with characters alone, three quarters of them ASCII.
    private static bool IsText(byte[] bytes)
    {
        var start = bytes.AsSpan()[..Math.Min(bytes.Length, LookedAt)];
        return !start.ContainsAnyInRange((byte)0, (byte)8) && !start.ContainsAnyInRange((byte)14, (byte)31) && Ascii(start) * 4 >= start.Length * 3;
    }

    private static int Ascii(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var value in bytes)
        {
            count += value < 0x7F ? 1 : 0;
        }

        return count;
    }

    private static Stream Open(string coding, byte[] bytes) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
        // Deflate is meant to stand in a zlib envelope; many servers leave that off.
        "deflate" => bytes is [var first, var second, ..] && (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0
            ? new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress)
            : new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress),
        "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
        _ => throw new SourceFailedException(SourceFailures.UnknownCompression(PlainText.Line(coding, 20))),
    };

    private static (byte[] Bytes, bool IsCutOff) Read(byte[] compressed, string coding)
    {
        using var stream = Open(coding, compressed);
        using var read = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        try
        {
            while (stream.Read(chunk, 0, chunk.Length) is > 0 and var count)
            {
                if (read.Length + count > MaximumBytes)
                {
                    throw new SourceFailedException(SourceFailures.TooLarge);
                }

                read.Write(chunk, 0, count);
            }
        }
        // Brotli says so in its own way. What came before the break is still worth reading.
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or IOException)
        {
            return read.Length > 0 ? (read.ToArray(), true) : throw new SourceFailedException(SourceFailures.BrokenCompression(coding), exception);
        }

        var bytes = read.ToArray();
        return (bytes, coding is "gzip" or "x-gzip" && !EndsAs(compressed, bytes.Length));
    }

    // The library takes a gzip that breaks off for one that ends; its last four bytes say how long it should have become (RFC 1952).
    // Where several stand one behind the other they speak of the last alone.
    private static bool EndsAs(ReadOnlySpan<byte> compressed, int length) =>
        (compressed.Length > 4 && BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]) == length) || compressed[1..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) >= 0;
}
