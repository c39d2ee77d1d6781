using Microsoft.AspNetCore.Http.Features;
using Nanobot.Services.Gateway.Requests;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>A request that came in a frame and its answer, as the pipeline sees them.</summary>
internal sealed class FramedExchange : IHttpRequestLifetimeFeature, IHttpRequestBodyDetectionFeature, IHttpMetricsTagsFeature, IFramedRequest, IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _aborted = new();
    private bool _isDisposed;

    public FramedExchange(SocketCaller caller, string verb, RpcTarget target, string? accept, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        var request = new HttpRequestFeature
        {
            Protocol = HttpProtocol.Http11,
            Scheme = caller.Scheme,
            Method = verb,
            Path = PathString.FromUriComponent(target.Path).Value!,
            QueryString = target.Query.Value ?? "",
            RawTarget = target.Path + target.Query,
        };
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers[name] = value;
        }

        caller.Present(request.Headers);
        request.Headers.Host = caller.Host.Value;
        request.Headers.Accept = accept;
        CanHaveBody = target.Body is not null;
        if (target.Body is { } body)
        {
            request.Headers.ContentType = target.ContentType;
            request.Headers.ContentLength = body.Length;
            request.Body = new MemoryStream(body, writable: false);
        }

        Answer = new FramedAnswer();
        RequestAborted = _aborted.Token;
        Features.Set<IHttpRequestFeature>(request);
        Features.Set<IHttpRequestBodyDetectionFeature>(this);
        Features.Set<IHttpRequestLifetimeFeature>(this);
        Features.Set<IHttpMetricsTagsFeature>(this);
        Features.Set(caller.Connection);
        Features.Set<IHttpResponseFeature>(Answer);
        Features.Set<IHttpResponseBodyFeature>(Answer);
    }

    /// <summary>What a context is made of.</summary>
    public FeatureCollection Features { get; } = new();

    /// <summary>The answer.</summary>
    public FramedAnswer Answer { get; }

    public CancellationToken RequestAborted { get; set; }

    public bool CanHaveBody { get; }

    public ICollection<KeyValuePair<string, object?>> Tags { get; } = [];

    public bool MetricsDisabled { get; set; }

    public void Abort()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                // What is cancelled must not run within the gate.
                _ = _aborted.CancelAsync();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _aborted.Dispose();
        }
    }
}
