using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Any server that speaks OpenAI's chat completions, through the OpenAI SDK: called under the rules of
/// <see cref="ModelCall"/>, heard under those of <see cref="ServerContents"/>.
/// </summary>
internal sealed class OpenAiServer(IChatClient server, ModelCall call) : DelegatingChatClient(server)
{
    public static OpenAiServer Create(ModelOptions options, TimeProvider time)
    {
        // Our traces are nobody else's business.
        var connection = new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator() };
        var http = new HttpClient(new AnswerRepairHandler { InnerHandler = connection })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey!), new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint!),
            Transport = new HttpClientPipelineTransport(http),
            NetworkTimeout = options.Timeout,
            // Ours counts, waits with jitter and knows the deadline; two layers would multiply.
            RetryPolicy = new ClientRetryPolicy(0),
        });
        return new OpenAiServer(client.AsIChatClient(), new ModelCall(options, time));
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = messages.ToList();
        using var deadline = call.StartDeadline();
        return await call.RetryAsync(async token =>
        {
            var response = await base.GetResponseAsync(request, options, token);
            foreach (var message in response.Messages)
            {
                message.Contents = ServerContents.Of(message.Contents, options);
            }

            return response;
        }, deadline.Token, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = messages.ToList();
        using var deadline = call.StartDeadline();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // Only the beginning may be tried again: afterwards the caller has seen words.
        var (updates, update) = await call.RetryAsync(_ => BeginAsync(request, options, linked.Token), deadline.Token, cancellationToken);
        await using var _ = updates;
        UsageContent? usage = null;
        ChatResponseUpdate? first = null, last = null;
        while (update is not null)
        {
            (first, last) = (first ?? update, update);
            usage = update.Contents.OfType<UsageContent>().LastOrDefault() ?? usage;
            // One answer is one message, whatever ids its parts bear.
            (update.ResponseId, update.MessageId) = (first.ResponseId, first.MessageId);
            update.Contents = [.. update.Contents.Where(static content => content is not UsageContent)];
            yield return update;
            update = await ModelCall.OnceAsync(_ => NextAsync(updates, options), deadline.Token, cancellationToken, linked.Token);
        }

        if (last?.FinishReason is null)
        {
            throw new ModelUnavailableException("its answer broke off", isTransient: true);
        }

        if (usage is not null)
        {
            // Some servers tell the count so far with each part: the last one is the whole.
            yield return new ChatResponseUpdate(ChatRole.Assistant, [usage])
            {
                ResponseId = last.ResponseId, MessageId = last.MessageId, ModelId = last.ModelId, FinishReason = last.FinishReason,
            };
        }
    }

    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, ChatResponseUpdate? First)> BeginAsync(
        List<ChatMessage> request, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = base.GetStreamingResponseAsync(request, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return (updates, await NextAsync(updates, options));
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }

    private static async Task<ChatResponseUpdate?> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, ChatOptions? options)
    {
        if (!await updates.MoveNextAsync())
        {
            return null;
        }

        var update = updates.Current;
        if (update.RawRepresentation is StreamingChatCompletionUpdate { RefusalUpdate: { Length: > 0 } refusal })
        {
            update.Contents.Add(new TextContent(refusal));
        }

        update.Contents = ServerContents.Of(update.Contents, options);
        return update;
    }
}
