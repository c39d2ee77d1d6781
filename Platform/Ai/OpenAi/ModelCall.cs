using System.ClientModel;
using Nanobot.Platform.Core.Work;
using Polly;
using Polly.Retry;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Runs calls of the model's server within their deadline, again after failures that may pass, and turns whatever goes
/// wrong into <see cref="ModelUnavailableException"/>. A wait that the server asks for is kept to, where the deadline leaves
/// room for it; where it does not, the caller hears of it at once.
/// </summary>
internal sealed class ModelCall
{
    private const double MostJitter = 0.1;
    private static readonly ResiliencePropertyKey<CallDeadline> Deadline = new(nameof(Deadline));
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ResiliencePipeline _pipeline;

    public ModelCall(ModelOptions options, TimeProvider time, Backoff backoff)
    {
        _time = time;
        _timeout = options.Timeout;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaximumRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static retry => ValueTask.FromResult(retry.Outcome.Exception is ModelUnavailableException { IsTransient: true } failure
                    && !(failure.RetryAfter * (1 + MostJitter) >= retry.Context.Properties.GetValue(Deadline, null!).Left)),
                MaxRetryAttempts = options.MaximumRetries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // Never sooner than asked, and not all at once.
                DelayGenerator = retry => ValueTask.FromResult(
                    retry.Outcome.Exception is ModelUnavailableException { RetryAfter: { } wait } && wait > options.RetryDelay
                        ? wait + backoff.After(1, wait * MostJitter, wait * MostJitter) : (TimeSpan?)null),
            });
        }

        _pipeline = pipeline.Build();
    }

    /// <summary>The deadline of one call; dispose it with the call.</summary>
    public CallDeadline StartDeadline() => new(_timeout, _time);

    /// <summary>Runs <paramref name="attempt"/>, again where that may help.</summary>
    public async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, CallDeadline deadline, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(linked.Token);
        context.Properties.Set(Deadline, deadline);
        ModelUnavailableException? last = null;
        try
        {
            return await _pipeline.ExecuteAsync(async kept =>
            {
                try
                {
                    return await OnceAsync(attempt, deadline.Token, cancellationToken, kept.CancellationToken);
                }
                catch (ModelUnavailableException failure)
                {
                    last = failure;
                    throw;
                }
            }, context);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline passed while waiting for the next attempt: what the last one met is why.
            throw last ?? Failure(exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Runs <paramref name="attempt"/> once.</summary>
    public async Task<T> OnceAsync<T>(
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

    private ModelUnavailableException Failure(Exception exception) => exception switch
    {
        ClientResultException { Status: 0 } => new("it cannot be reached", isTransient: true, exception),
        ClientResultException refused => Refused(refused),
        OperationCanceledException => new("it did not answer in time", isTransient: false, exception),
        HttpRequestException or IOException => new("the connection failed", isTransient: true, exception),
        AggregateException { InnerException: HttpRequestException or IOException } => new("it cannot be reached", isTransient: true, exception),
        _ => new("its answer makes no sense", isTransient: false, exception),
    };

    private ModelUnavailableException Refused(ClientResultException refused)
    {
        var wait = RetryAfter.Of(refused.GetRawResponse(), _time.GetUtcNow());
        var when = wait > TimeSpan.Zero ? $" and may be asked again in {Math.Ceiling(wait.Value.TotalSeconds):0} s" : "";
        return new ModelUnavailableException($"it answered with HTTP {refused.Status}{when}", refused.Status is 408 or 429 or >= 500, refused) { RetryAfter = wait };
    }
}
