using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Counting;
using Nanobot.Platform.Ai;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// The one way to the model: each call is reserved before and settled after it, on success, on error, and on a stream that whoever reads it
/// leaves. Its usage is what the ledger says, whoever counted it.
/// </summary>
internal sealed class MeteredChatClient(IChatClient inner, CallMeter meter) : DelegatingChatClient(inner)
{
    private readonly string _model = inner.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown";

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        await using var call = await meter.BeginAsync(Wish(request, options, isStreamed: false), cancellationToken);
        call.Count.Tally.Begin();
        var response = await base.GetResponseAsync(request, Bounded(options, call), cancellationToken);
        call.Count.Hear(response);
        response.Usage = await call.CompleteAsync(!response.Messages.Any(static message => CallsTools(message.Contents)));
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        await using var call = await meter.BeginAsync(Wish(request, options, isStreamed: true), cancellationToken);
        call.Count.Tally.Begin();
        var isAnswer = true;
        await foreach (var update in base.GetStreamingResponseAsync(request, Bounded(options, call), cancellationToken))
        {
            call.Count.Hear(update);
            isAnswer &= !CallsTools(update.Contents);
            await call.CoverAsync(cancellationToken);
            yield return update;
        }

        yield return new ChatResponseUpdate { Contents = [new UsageContent(await call.CompleteAsync(isAnswer))] };
    }

    /// <summary>Tells of the model and of whose its spans are, and gives out nothing that stands within and could be called.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) || serviceType == typeof(ActivitySource) ? base.GetService(serviceType, serviceKey)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this
        : null;

    private static bool CallsTools(IList<AIContent> contents) => contents.Any(static content => content is FunctionCallContent);

    private CallWish Wish(IReadOnlyList<ChatMessage> request, ChatOptions? options, bool isStreamed) =>
        new(ModelOf(options), PromptEstimate.Of(request, options), options?.MaxOutputTokens ?? int.MaxValue, isStreamed) { Own = BroughtModel.Of(options)?.Model };

    // For no longer answer than was reserved.
    private static ChatOptions Bounded(ChatOptions? options, MeteredCall call)
    {
        var bounded = options?.Clone() ?? new ChatOptions();
        bounded.MaxOutputTokens = (int)call.Output;
        return bounded;
    }

    private string ModelOf(ChatOptions? options) => options?.ModelId is { Length: > 0 } model ? model : _model;
}
