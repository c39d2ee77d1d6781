using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// The body of an answer as UTF-8 text. Nobody asks for a coding, but proxies code all the same, or leave the header on a body that they have
/// decoded: what the first bytes show counts before what the header says.
/// </summary>
internal static class AnswerBody
{
    private const int MostFirst = 2;

    /// <exception cref="ModelUnavailableException">It is coded in a way that nobody here can read.</exception>
    public static async Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var bytes = PipeReader.Create(await content.ReadAsStreamAsync(cancellationToken));
        var read = await bytes.ReadAtLeastAsync(MostFirst, cancellationToken);
        var first = read.Buffer.Slice(0, Math.Min(MostFirst, read.Buffer.Length)).ToArray();
        bytes.AdvanceTo(read.Buffer.Start);
        return Text(Decoded(bytes.AsStream(), first, content.Headers.ContentEncoding.LastOrDefault()?.ToLowerInvariant()), content);
    }

    private static Stream Decoded(Stream body, byte[] first, string? coding) => coding switch
    {
        _ when first is [0x1F, 0x8B] => new GZipStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        _ when IsText(first) => body,
        null or "identity" or "none" => body,
        // Some leave out the frame that the name promises.
        "deflate" => IsFramed(first) ? new ZLibStream(body, CompressionMode.Decompress) : new DeflateStream(body, CompressionMode.Decompress),
        _ => throw new ModelUnavailableException("it answered in a coding that nobody asked for", isTransient: false),
    };

    private static bool IsText(byte[] first) => first is []
        or [(byte)'{' or (byte)'[' or (byte)':' or (byte)'<' or (byte)' ' or (byte)'\n' or (byte)'\r', ..]
        or [(byte)'d', (byte)'a'] or [(byte)'e', (byte)'v'] or [(byte)'i', (byte)'d'] or [0xEF, 0xBB];

    private static bool IsFramed(byte[] first) => first is [var method, var check] && (method & 0x0F) == 8 && ((method << 8) | check) % 31 == 0;

    // JSON is UTF-8. A server that says otherwise means it.
    private static Stream Text(Stream body, HttpContent content)
    {
        try
        {
            return content.Headers.ContentType?.CharSet?.Trim('"') is { Length: > 0 } name
                && (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)) is { CodePage: not 65001 } other
                ? Encoding.CreateTranscodingStream(body, other, Encoding.UTF8)
                : body;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return body;
        }
    }
}
