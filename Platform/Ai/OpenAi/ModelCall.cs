using System.ClientModel;
using Polly;
using Polly.Retry;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Runs calls of the model's server within their deadline, again after failures that may pass, and turns whatever goes
/// wrong into <see cref="ModelUnavailableException"/>.
/// </summary>
internal sealed class ModelCall
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ResiliencePipeline _pipeline;

    public ModelCall(ModelOptions options, TimeProvider time)
    {
        _time = time;
        _timeout = options.Timeout;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaximumRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ModelUnavailableException>(static failure => failure.IsTransient),
                MaxRetryAttempts = options.MaximumRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        _pipeline = pipeline.Build();
    }

    /// <summary>The deadline of one call; dispose it with the call.</summary>
    public CancellationTokenSource StartDeadline() => new(_timeout, _time);

    /// <summary>Runs <paramref name="attempt"/>, again where that may help.</summary>
    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken deadline, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline, cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => await OnceAsync(attempt, deadline, cancellationToken, token), linked.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline passed while waiting for the next attempt.
            throw Failure(exception);
        }
    }

    /// <summary>Runs <paramref name="attempt"/> once.</summary>
    public static async Task<T> OnceAsync<T>(
        Func<CancellationToken, Task<T>> attempt, CancellationToken deadline, CancellationToken cancellationToken, CancellationToken linked)
    {
        try
        {
            return await attempt(linked);
        }
        catch (Exception exception) when (exception is not ModelUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever the SDK throws while it reads an answer that makes no sense is the server's fault, and there is
            // no one type for it.
            throw deadline.IsCancellationRequested ? Failure(new OperationCanceledException(deadline)) : Failure(exception);
        }
    }

    private static ModelUnavailableException Failure(Exception exception) => exception switch
    {
        ClientResultException { Status: 0 } => new("it cannot be reached", isTransient: true, exception),
        ClientResultException refused => new($"it answered with HTTP {refused.Status}", refused.Status is 408 or 429 or >= 500, exception),
        OperationCanceledException => new("it did not answer in time", isTransient: false, exception),
        HttpRequestException or IOException => new("the connection failed", isTransient: true, exception),
        AggregateException { InnerException: HttpRequestException or IOException } => new("it cannot be reached", isTransient: true, exception),
        _ => new("its answer makes no sense", isTransient: false, exception),
    };
}
