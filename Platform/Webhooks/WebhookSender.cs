using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Web.Guarding;

namespace Nanobot.Platform.Webhooks;

/// <summary>
/// Tells an address once, by the guard of addresses. Nothing that it answers is read but the status and how long to wait: it may be anything. A redirection is a refusal, as Standard Webhooks has it: nobody
/// but the address itself is told.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private const string UserAgent = "Nanobot-Webhooks/1.0";
    private readonly HttpMessageInvoker _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>With connections of its own.</summary>
    public WebhookSender(GuardedHandlers handlers, IOptions<WebhookOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        (_client, _timeout, _time) = (new HttpMessageInvoker(handlers.Create()), options.Value.Timeout, time);
    }

    /// <summary>Sends <paramref name="body"/>; what came of it, where <paramref name="cancellationToken"/> does not end it.</summary>
    public async Task<DeliveryOutcome> SendAsync(Uri url, Guid id, byte[] body, WebhookSecret secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        using var request = ToRequest(url, id, body, secret);
        using var late = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, either.Token);
            return Of(response);
        }
        // The time is over, or its handler gave up by itself, such as where a connection is not made in time.
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome(DeliveryCodes.Timeout, MayPass: true);
        }
        catch (RefusalException refused)
        {
            // A name that nobody has may be one that cannot be looked up right now.
            return new DeliveryOutcome(DeliveryCodes.Blocked, MayPass: refused.Refusal == WebRefusals.Host);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new DeliveryOutcome(DeliveryCodes.Unreachable, MayPass: true);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage ToRequest(Uri url, Guid id, byte[] body, WebhookSecret secret)
    {
        var now = _time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        foreach (var (name, value) in secret.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation("webhook-id", id.ToString());
        request.Headers.TryAddWithoutValidation("webhook-timestamp", WebhookSignature.Seconds(now));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(id.ToString(), now, body, WebhookKey.OctetsOf(secret.Secret)));
        return request;
    }

    private DeliveryOutcome Of(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 200 and <= 299 and var done => new DeliveryOutcome(null, done),
        (int)HttpStatusCode.Gone => new DeliveryOutcome(DeliveryCodes.Gone, (int)HttpStatusCode.Gone),
        var status when status is (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500 => new DeliveryOutcome(DeliveryCodes.Refused, status, MayPass: true, Wait(response.Headers.RetryAfter)),
        var status => new DeliveryOutcome(DeliveryCodes.Refused, status),
    };

    private TimeSpan? Wait(RetryConditionHeaderValue? asked) => asked?.Delta ?? asked?.Date - _time.GetUtcNow();
}
