using System.IO.Compression;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Reading;

/// <summary>Reads the body of an answer within bounds: of what is received, of what that becomes, and of silence. What is beyond is left.</summary>
internal static class BodyReader
{
    private const int MostCodings = 2;
    private const int ChunkBytes = 16 * 1024;

    /// <exception cref="RefusalException">It is compressed in a way that nobody asked for, or nothing of it can be read.</exception>
    /// <exception cref="OperationCanceledException">The server said nothing for too long, or <paramref name="cancellationToken"/>.</exception>
    public static async Task<(byte[] Content, bool IsCut)> ReadAsync(HttpContent content, WebReadingOptions bounds, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var received = new BoundedStream(await content.ReadAsStreamAsync(cancellationToken), bounds.ReceivedBytes, bounds.Silence, time);
        await using var plain = Open(received, content.Headers.ContentEncoding);
        using var read = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        try
        {
            while (await plain.ReadAsync(chunk, cancellationToken) is > 0 and var count)
            {
                var room = (int)Math.Min(count, bounds.DecompressedBytes - read.Length);
                read.Write(chunk, 0, room);
                if (room < count)
                {
                    return (read.ToArray(), true);
                }
            }
        }
        // Broken off, or broken. What came before is still worth reading.
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException)
        {
            return read.Length > 0 ? (read.ToArray(), true) : throw new RefusalException(WebFailures.Unavailable);
        }

        return (read.ToArray(), received.IsCut);
    }

    private static Stream Open(Stream received, ICollection<string> codings)
    {
        var applied = codings.Where(static coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToList();
        return applied.Count <= MostCodings
            ? applied.AsEnumerable().Reverse().Aggregate(received, static (stream, coding) => coding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                _ => throw new RefusalException(WebFailures.Type),
            })
            : throw new RefusalException(WebFailures.Type);
    }
}
