using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Models;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Ai;

/// <summary>
/// Asks one model after the other until one answers. One that could not be reached or had no capacity is asked last for a while, by everybody, so that not each
/// call waits for it first; what only the call itself may be to blame for makes nobody else wait. A model that somebody has brought rests for its owner alone.
/// </summary>
public sealed partial class ModelChain(ConfiguredModels models, IEnumerable<IOwnModels> own, TimeProvider time, ILogger<ModelChain> logger)
{
    private const int MostResting = 4096;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private readonly ExpiringCache<string, bool> _resting = new(MostResting, time);

    /// <summary>Asks for an answer.</summary>
    /// <param name="wish">Which models may be asked.</param>
    /// <param name="demand">Throws where the model may not be used: of the first in any case, and another, or one that whoever asks has brought, is passed over then.</param>
    /// <param name="ask">Asks the model.</param>
    /// <param name="isOpen">Whether another may still be asked: nobody has heard a word.</param>
    /// <param name="cancellationToken">Ends the wait for what is known of the models.</param>
    /// <typeparam name="T">What an answer is.</typeparam>
    /// <returns>The answer of the first that gave one.</returns>
    /// <exception cref="ModelUnavailableException">None gave a usable answer; why the first did not.</exception>
    /// <exception cref="RefusalException">There is no such model, or none that takes images.</exception>
    public async Task<T> AskAsync<T>(
        ModelWish wish, Func<KnownModel, ValueTask> demand, Func<KnownModel, Task<T>> ask, Func<bool> isOpen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(demand);
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(isOpen);
        var (candidates, known) = await CandidatesAsync(wish, demand, cancellationToken);
        ModelUnavailableException? first = null;
        foreach (var model in InOrder(candidates))
        {
            if (!known.Contains(model) && !await MayAsync(demand, model))
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

    /// <summary>Whom to ask, one after the other; and of whom it is known by then that they may be asked.</summary>
    private async Task<(IReadOnlyList<KnownModel> Candidates, HashSet<KnownModel> Known)> CandidatesAsync(
        ModelWish wish, Func<KnownModel, ValueTask> demand, CancellationToken cancellationToken)
    {
        if (OwnModelId.IsOne(wish.Named))
        {
            var brought = (await OwnAsync(cancellationToken)).FirstOrDefault(model => model.Id == wish.Named) ?? throw new RefusalException(ModelRefusals.NotFound(wish.Named!));
            await demand(brought);
            return ([wish.Takes(brought) ? brought : throw new RefusalException(ModelRefusals.NoImages)], [brought]);
        }

        var configured = models.For(wish.Named);
        var (usable, fitting) = (new List<KnownModel>(), configured.Where(wish.Takes).ToList());
        foreach (var model in wish.Named is null ? await OwnAsync(cancellationToken) : [])
        {
            // What somebody has brought and may not use is as if it were not there.
            if (model.IsFallback && wish.Takes(model) && await MayAsync(demand, model))
            {
                usable.Add(model);
            }
        }

        if (usable.Count > 0)
        {
            return ([.. usable, .. fitting], [.. usable]);
        }

        // Also where it takes no images: who may not use it learns nothing of it.
        await demand(configured[0]);
        return fitting.Count > 0 ? (fitting, [configured[0]]) : throw new RefusalException(ModelRefusals.NoImages);
    }

    private async ValueTask<IReadOnlyList<KnownModel>> OwnAsync(CancellationToken cancellationToken)
    {
        foreach (var source in own)
        {
            return await source.OfCallerAsync(cancellationToken);
        }

        return [];
    }

    private IEnumerable<KnownModel> InOrder(IReadOnlyList<KnownModel> candidates) =>
        candidates.Count == 1 ? candidates : [.. candidates.OrderBy(model => _resting.TryGet(model.Key, out _) ? 1 : 0)];

    private void Rest(KnownModel model, ModelUnavailableException failure)
    {
        if (!failure.IsTransient)
        {
            return;
        }

        var wait = failure.RetryAfter is { } asked && asked > ShortestRest ? asked : ShortestRest;
        _resting.Set(model.Key, true, time.GetUtcNow() + (wait < LongestRest ? wait : LongestRest));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The model {Model} gave no answer, so the next one is asked: {Reason}")]
        public static partial void Failed(ILogger logger, string model, string reason);
    }
}
