using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Ai;

/// <summary>
/// Asks one model after the other until one answers. One that could not be reached or had no capacity is asked last for a while, by everybody, so that not each
/// call waits for it first; what only the call itself may be to blame for makes nobody else wait.
/// </summary>
public sealed partial class ModelChain(ConfiguredModels models, TimeProvider time, ILogger<ModelChain> logger)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>Asks for an answer.</summary>
    /// <param name="named">The model that whoever asks has named; null for none.</param>
    /// <param name="demand">Throws where the model may not be used: of the first in any case, and another is passed over then.</param>
    /// <param name="ask">Asks the model.</param>
    /// <param name="isOpen">Whether another may still be asked: nobody has heard a word.</param>
    /// <typeparam name="T">What an answer is.</typeparam>
    /// <returns>The answer of the first that gave one.</returns>
    /// <exception cref="ModelUnavailableException">None gave a usable answer; why the first did not.</exception>
    public async Task<T> AskAsync<T>(string? named, Func<KnownModel, ValueTask> demand, Func<KnownModel, Task<T>> ask, Func<bool> isOpen)
    {
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(isOpen);
        var configured = models.For(named);
        await demand(configured[0]);
        ModelUnavailableException? first = null;
        foreach (var model in InOrder(configured))
        {
            if (model != configured[0] && !await MayAsync(demand, model))
            {
                continue;
            }

            try
            {
                return await ask(model);
            }
            catch (ModelUnavailableException failure)
            {
                first ??= failure;
                Rest(model, failure);
                if (!isOpen())
                {
                    throw;
                }

                Log.Failed(logger, model.Id, failure.Message);
            }
            catch (Exception exception) when (first is not null && exception is IRefused)
            {
                // No budget bears this one, for example: what became of the one before is what there is to say.
                Log.Failed(logger, model.Id, exception.Message);
            }
        }

        throw first!;
    }

    private static async ValueTask<bool> MayAsync(Func<KnownModel, ValueTask> demand, KnownModel model)
    {
        try
        {
            await demand(model);
            return true;
        }
        catch (Exception exception) when (exception is IRefused)
        {
            return false;
        }
    }

    private IEnumerable<KnownModel> InOrder(IReadOnlyList<KnownModel> configured)
    {
        if (configured.Count == 1)
        {
            return configured;
        }

        var now = time.GetUtcNow();
        lock (_lock)
        {
            return [.. configured.OrderBy(model => _resting.TryGetValue(model.Id, out var until) && until > now ? 1 : 0)];
        }
    }

    private void Rest(KnownModel model, ModelUnavailableException failure)
    {
        if (!failure.IsTransient)
        {
            return;
        }

        var wait = failure.RetryAfter is { } asked && asked > ShortestRest ? asked : ShortestRest;
        lock (_lock)
        {
            _resting[model.Id] = time.GetUtcNow() + (wait < LongestRest ? wait : LongestRest);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model {Model} gave no answer, so the next one is asked: {Reason}")]
        public static partial void Failed(ILogger logger, string model, string reason);
    }
}
