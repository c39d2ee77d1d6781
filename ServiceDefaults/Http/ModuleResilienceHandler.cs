using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Deadlines, retries and a circuit breaker for calls to another module. Only safe methods are retried: twice, with
/// exponential waits and jitter; each attempt has 10 seconds, the whole 30.
/// </summary>
internal sealed class ModuleResilienceHandler : DelegatingHandler
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(30);
    private readonly string _module;
    private readonly ResiliencePipeline<HttpResponseMessage> _once;
    private readonly ResiliencePipeline<HttpResponseMessage> _retrying;

    public ModuleResilienceHandler(string module, TimeProvider time)
    {
        _module = module;
        var transient = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(static response => (int)response.StatusCode is 502 or 503 or 504);
        var breaker = new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = transient,
            MinimumThroughput = 20,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(2),
        };
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = transient,
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        };
        _once = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(breaker).AddTimeout(TotalTimeout).Build();
        _retrying = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(TotalTimeout).AddRetry(retry).AddCircuitBreaker(breaker).AddTimeout(AttemptTimeout).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var safe = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        try
        {
            return await (safe ? _retrying : _once).ExecuteAsync(
                async token => await base.SendAsync(request, token), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            throw new ModuleUnavailableException(_module, exception);
        }
    }
}
