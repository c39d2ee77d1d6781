using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Fetches one configured address: one deadline for all of it, a bound on its size, no redirects (they could lead
/// anywhere), no credentials, no cookies.
/// </summary>
internal sealed class SourceReader(HttpClient http, IOptions<EvidenceOptions> options, TimeProvider time)
{
    /// <summary>Largest document that is read: 2 MB.</summary>
    public const int MaximumBytes = 2 * 1024 * 1024;

    private const int ChunkBytes = 16 * 1024;

    // What certainly is neither prices nor a feed; servers name the rest too loosely to insist.
    private static readonly string[] Refused = ["image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/json"];

    /// <exception cref="SourceFailedException">It cannot be had; the message says why.</exception>
    public async Task<byte[]> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            Check(response);
            return await ReadBodyAsync(response.Content, linked.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailedException(string.Create(CultureInfo.InvariantCulture, $"did not answer within {options.Value.Timeout.TotalSeconds:0.##} s"), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SourceFailedException(exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } ? "cannot be reached: unknown host" : "cannot be reached", exception);
        }
    }

    private static void Check(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw new SourceFailedException("there is none (404)");
        }

        if (status is >= 300 and < 400)
        {
            throw new SourceFailedException($"answered {status}; redirects are not followed");
        }

        if (status != 200)
        {
            throw new SourceFailedException($"answered {status}");
        }

        if (response.Content.Headers.ContentType?.MediaType is { } mediaType && Refused.Any(refused => mediaType.StartsWith(refused, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SourceFailedException($"answered with {PlainText.Line(mediaType, 60)}");
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var count)
        {
            if (read.Length + count > MaximumBytes)
            {
                throw new SourceFailedException($"is larger than {MaximumBytes / 1024 / 1024} MB");
            }

            read.Write(chunk, 0, count);
        }

        return read.ToArray();
    }
}
