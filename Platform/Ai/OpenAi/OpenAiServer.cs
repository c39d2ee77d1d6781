using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Work;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Any server that speaks OpenAI's chat completions, through the OpenAI SDK: called under the rules of
/// <see cref="ModelCall"/>, heard under those of <see cref="AnswerHandler"/> and <see cref="ServerContents"/>.
/// </summary>
internal sealed class OpenAiServer(IChatClient whole, IChatClient streaming, ModelCall call) : DelegatingChatClient(whole)
{
    /// <summary>The server that <paramref name="options"/> name, over the network.</summary>
    public static OpenAiServer Create(ModelOptions options, TimeProvider time, Random random) => Create(options, time, random, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        // Our traces are nobody else's business.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    });

    /// <summary>The same over <paramref name="connection"/>.</summary>
    public static OpenAiServer Create(ModelOptions options, TimeProvider time, Random random, HttpMessageHandler connection) =>
        new(Client(options, new AnswerHandler(streamed: false, time, connection)), Client(options, new AnswerHandler(streamed: true, time, connection)),
            new ModelCall(options, time, new Backoff(random)));

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = messages.ToList();
        using var deadline = call.StartDeadline();
        return await call.RetryAsync(async token =>
        {
            new CallAtHand(request, options).Begin();
            var response = await base.GetResponseAsync(request, options, token);
            foreach (var message in response.Messages)
            {
                message.Contents = ServerContents.Of(message.Contents, options);
            }

            return response;
        }, deadline, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = messages.ToList();
        using var deadline = call.StartDeadline();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        var atHand = new CallAtHand(request, options);

        // Only the beginning may be tried again: afterwards the caller has seen words.
        var (updates, update) = await call.RetryAsync(_ => BeginAsync(atHand, request, options, linked.Token), deadline, cancellationToken);
        await using var _ = updates;
        while (update is not null)
        {
            yield return update;
            update = await call.OnceAsync(_ => NextAsync(updates, options), deadline.Token, cancellationToken, linked.Token);
        }

        if (atHand.Thought > 0)
        {
            yield return StreamedAnswer.ThoughtOf(atHand.Thought);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            streaming.Dispose();
        }

        base.Dispose(disposing);
    }

    private static IChatClient Client(ModelOptions options, AnswerHandler answers) =>
        new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey!), new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint!),
            Transport = new HttpClientPipelineTransport(new HttpClient(answers) { Timeout = Timeout.InfiniteTimeSpan }),
            NetworkTimeout = options.Timeout,
            // Ours counts, waits with jitter and knows the deadline; two layers would multiply.
            RetryPolicy = new ClientRetryPolicy(0),
        }).AsIChatClient();

    private async Task<(IAsyncEnumerator<ChatResponseUpdate> Updates, ChatResponseUpdate? First)> BeginAsync(
        CallAtHand atHand, List<ChatMessage> request, ChatOptions? options, CancellationToken cancellationToken)
    {
        atHand.Begin();
        var updates = streaming.GetStreamingResponseAsync(request, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
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
        update.Contents = ServerContents.Of(update.Contents, options);
        return update;
    }
}
