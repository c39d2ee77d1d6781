using System.Net;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>Asks one source: one deadline for all of it, a bound on its size, every address on the way looked at, no cookies.</summary>
internal sealed class SourceReader(ISourceClients clients, IOptions<EvidenceOptions> options, TimeProvider time)
{
    private const int ChunkBytes = 16 * 1024;
    private const string UserAgent = "Nanobot/0.1";

    // What certainly is neither prices nor a feed; servers name the rest too loosely to insist.
    private static readonly string[] Refused = ["image/", "audio/", "video/", "font/", "application/pdf", "application/zip"];

    /// <param name="source">The source.</param>
    /// <param name="known">What tells the version that is known; none where none is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SourceFailedException">It cannot be had; the reason says why.</exception>
    public async Task<SourceAnswer> ReadAsync(SourceAddress source, SourceValidators known, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = ToRequest(source, known);
        try
        {
            using var response = await clients.For(source.Address).SendAsync(request, linked.Token);
            var (validators, terms) = (SourceValidators.Of(response), CacheTerms.Of(response, options.Value.Cache, time.GetUtcNow()));
            if (response.StatusCode == HttpStatusCode.NotModified && known != SourceValidators.None)
            {
                return new SourceAnswer(null, validators, terms);
            }

            var contentType = ContentTypeText.Of(response.Content.Headers);
            Check(response, contentType);
            var (body, isCutOff) = await ReadBodyAsync(response.Content, linked.Token);
            var (bytes, isCutShort) = Compression.TakeOff(body, response.Content.Headers.ContentEncoding);
            var document = new SourceDocument(bytes, response.RequestMessage?.RequestUri ?? source.Address, contentType.Charset, isCutOff || isCutShort);
            return new SourceAnswer(document, validators, terms);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailedException(SourceFailures.Late(options.Value.Timeout), exception) { MayPass = true };
        }
        catch (RefusalException refused)
        {
            throw new SourceFailedException(refused.Refusal == WebRefusals.Host ? SourceFailures.UnknownHost : SourceFailures.Led(refused.Refusal), refused) { MayPass = true };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SourceFailedException(SourceFailures.Unreachable, exception) { MayPass = true };
        }
    }

    private static HttpRequestMessage ToRequest(SourceAddress source, SourceValidators known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, source.Address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        known.ApplyTo(request);
        foreach (var (name, value) in source.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private void Check(HttpResponseMessage response, ContentTypeText contentType)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Failure(response);
        }

        if (Refused.Any(refused => contentType.MediaType.StartsWith(refused, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SourceFailedException(SourceFailures.MediaType(PlainText.Line(contentType.MediaType, 60)));
        }
    }

    private SourceFailedException Failure(HttpResponseMessage response)
    {
        var (status, asked) = ((int)response.StatusCode, response.Headers.RetryAfter);
        var wait = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return new SourceFailedException(response.StatusCode == HttpStatusCode.NotFound ? SourceFailures.NotFound : SourceFailures.Answered(status))
        {
            MayPass = status is (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500,
            LeaveAlone = response.StatusCode == HttpStatusCode.TooManyRequests ? wait ?? TimeSpan.Zero
                : response.StatusCode == HttpStatusCode.ServiceUnavailable ? wait
                : null,
        };
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
                if (read.Length + count > Compression.MaximumBytes)
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
