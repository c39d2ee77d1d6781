using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Nanobot.ServiceDefaults.Ai.OpenAi;

/// <summary>Any server that speaks OpenAI's chat completions, through the OpenAI SDK.</summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private readonly ChatClient _client;
    private readonly ChatClientMetadata _metadata;
    private readonly ModelCall _call;

    public OpenAiChatClient(ModelOptions options, TimeProvider time)
    {
        var endpoint = new Uri(options.Endpoint!);
        _call = new ModelCall(options, time);
        _metadata = new ChatClientMetadata("openai", endpoint, options.Model);
        _client = new ChatClient(options.Model, new ApiKeyCredential(options.ApiKey!), new OpenAIClientOptions
        {
            Endpoint = endpoint,
            NetworkTimeout = options.Timeout,
            // Ours counts, waits with jitter and knows the deadline; two layers would multiply.
            RetryPolicy = new ClientRetryPolicy(0),
        });
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Messages(messages, options);
        using var deadline = _call.StartDeadline();
        return await _call.RetryAsync(async token =>
        {
            var completion = await _client.CompleteChatAsync(request, OpenAiRequest.Options(options), token);
            return OpenAiAnswer.Whole(completion.Value);
        }, deadline.Token, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = OpenAiRequest.Messages(messages, options);
        using var deadline = _call.StartDeadline();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // Only the beginning may be tried again: afterwards the caller has seen words.
        var (updates, more) = await _call.RetryAsync(_ => BeginAsync(request, options, linked.Token), deadline.Token, cancellationToken);
        await using var _ = updates;
        var calls = new StreamedToolCalls();
        var finished = false;
        while (more)
        {
            calls.Add(updates.Current.ToolCallUpdates);
            finished |= updates.Current.FinishReason is not null;
            yield return OpenAiAnswer.Part(updates.Current);
            more = await ModelCall.OnceAsync(_ => updates.MoveNextAsync().AsTask(), deadline.Token, cancellationToken, linked.Token);
        }

        if (!finished)
        {
            throw new ModelUnavailableException("its answer broke off", isTransient: true);
        }

        var contents = await ModelCall.OnceAsync(_ => Task.FromResult(calls.ToContents()), deadline.Token, cancellationToken, linked.Token);
        if (contents.Count > 0)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, contents);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
        // The SDK's client shares its connections with the process and has nothing to release.
    }

    private async Task<(IAsyncEnumerator<StreamingChatCompletionUpdate> Updates, bool More)> BeginAsync(
        List<OpenAI.Chat.ChatMessage> request, ChatOptions? options, CancellationToken cancellationToken)
    {
        var updates = _client.CompleteChatStreamingAsync(request, OpenAiRequest.Options(options), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            return (updates, await updates.MoveNextAsync());
        }
        catch
        {
            await updates.DisposeAsync();
            throw;
        }
    }
}
