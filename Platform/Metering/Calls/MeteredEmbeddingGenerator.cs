using System.Diagnostics;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Ai.Counting;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// The one way to a model of embeddings, under the rules of <see cref="MeteredChatClient"/>: reserved before and settled after it, on success, on
/// error and on cancellation. What was sent may have been read, whoever answers.
/// </summary>
internal sealed class MeteredEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner, CallMeter meter) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    private readonly string _model = inner.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId ?? "unknown";

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var model = options?.ModelId is { Length: > 0 } asked ? asked : _model;
        var prompt = new PromptEstimate(TokenEstimate.OfQuarters(texts.Sum(static text => TokenEstimate.Quarters(text))), 0);
        await using var call = await meter.BeginAsync(new CallWish(model, prompt, MostOutput: 0, IsStreamed: false), cancellationToken);
        call.Count.Tally.Begin();
        var embeddings = await base.GenerateAsync(texts, options, cancellationToken);
        call.Count.Hear(embeddings);
        embeddings.Usage = await call.CompleteAsync(isAnswer: false);
        return embeddings;
    }

    /// <summary>Tells of the model and of whose its spans are, and gives out nothing that stands within and could be called.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) || serviceType == typeof(ActivitySource) ? base.GetService(serviceType, serviceKey)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;
}
