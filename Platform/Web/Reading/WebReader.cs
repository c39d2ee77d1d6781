using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Platform.Web.Reading;

/// <summary>Reads what is at an address of the public network, within bounds of time and size and without saying who asks.</summary>
public sealed class WebReader : IDisposable
{
    private const string UserAgent = "Nanobot/0.1";
    private const string Accepts = "text/html, application/xhtml+xml, text/markdown, text/plain, application/json;q=0.9, */*;q=0.1";

    // Each takes many times its octets, and a moment of a processor.
    private const int PagesAtOnce = 4;

    private readonly SemaphoreSlim _pages = new(PagesAtOnce);
    private readonly HttpClient _client;
    private readonly WebReadingOptions _bounds;
    private readonly TimeProvider _time;

    /// <summary>Makes one.</summary>
    public WebReader(GuardedHandlers handlers, IOptions<WebReadingOptions> bounds, TimeProvider time)
    {
        (_bounds, _time) = (bounds.Value, time);
        // Not from a factory: that one's log has the addresses.
        _client = new HttpClient(handlers.Create()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Reads what is at <paramref name="address"/>.</summary>
    /// <exception cref="RefusalException">It may not be asked, or there is nothing to read; the code says which.</exception>
    public async Task<WebDocument> ReadAsync(string address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_bounds.Timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) ? uri : throw new RefusalException(WebRefusals.Form));
            request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
            request.Headers.TryAddWithoutValidation("Accept", Accepts);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new RefusalException(WebFailures.Answered((int)response.StatusCode));
            }

            var type = MediaTypeText.Of(response.Content.Headers);
            if (!ReadableType.Has(type.MediaType))
            {
                throw new RefusalException(WebFailures.Type);
            }

            var (content, isCut) = await BodyReader.ReadAsync(response.Content, _bounds, _time, linked.Token);
            return new WebDocument(response.RequestMessage!.RequestUri!, type.MediaType, type.Charset, content, isCut);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusalException(WebFailures.Late);
        }
        // What it says names addresses, and goes nowhere.
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new RefusalException(WebFailures.Unavailable);
        }
    }

    /// <summary>A document as people read it; some at once, so that pages that are made to take long take little of everybody's.</summary>
    /// <exception cref="RefusalException">It is no text.</exception>
    public async Task<WebPage> ReadPageAsync(WebDocument document, CancellationToken cancellationToken)
    {
        await _pages.WaitAsync(cancellationToken);
        try
        {
            return WebPage.Of(document);
        }
        finally
        {
            _pages.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _pages.Dispose();
    }
}
