using System.Net;
using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Fetches one configured address: one deadline for all of it, a bound on its size, no redirects (they could lead
/// anywhere), no credentials, no cookies.
/// </summary>
internal sealed class SourceReader(HttpClient http, IOptions<EvidenceOptions> options, TimeProvider time)
{
    /// <summary>Largest document that is read, as it comes and without its compression: 2 MB.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    // What certainly is neither prices nor a feed; servers name the rest too loosely to insist.
    private static readonly string[] Refused = ["image/", "audio/", "video/", "font/", "application/pdf", "application/zip"];

    /// <exception cref="SourceFailedException">It cannot be had; the reason says why.</exception>
    public async Task<SourceDocument> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            var contentType = ContentTypeText.Of(response.Content.Headers);
            Check(response, contentType);
            var (body, isCutOff) = await ReadBodyAsync(response.Content, linked.Token);
            var (bytes, isCutShort) = Compression.TakeOff(body, response.Content.Headers.ContentEncoding);
            return new SourceDocument(bytes, response.RequestMessage?.RequestUri ?? address, contentType.Charset, isCutOff || isCutShort);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailedException(SourceFailures.Late(options.Value.Timeout), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SourceFailedException(
                exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } ? SourceFailures.UnknownHost : SourceFailures.Unreachable, exception);
        }
    }

    private static void Check(HttpResponseMessage response, ContentTypeText contentType)
    {
        var status = (int)response.StatusCode;
        if (status != 200)
        {
            throw new SourceFailedException(response.StatusCode == HttpStatusCode.NotFound ? SourceFailures.NotFound
                : status is >= 300 and < 400 ? SourceFailures.Redirected(status)
                : SourceFailures.Answered(status));
        }

        if (Refused.Any(refused => contentType.MediaType.StartsWith(refused, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SourceFailedException(SourceFailures.MediaType(PlainText.Line(contentType.MediaType, 60)));
        }
    }

    private static async Task<(byte[] Bytes, bool IsCutOff)> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        try
        {
            while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var count)
            {
                if (read.Length + count > MaximumBytes)
                {
                    throw new SourceFailedException(SourceFailures.TooLarge);
                }

                read.Write(chunk, 0, count);
            }
        }
        catch (HttpIOException exception) when (exception.HttpRequestError == HttpRequestError.ResponseEnded && read.Length > 0)
        {
            return (read.ToArray(), true);
        }

        return (read.ToArray(), false);
    }
}
