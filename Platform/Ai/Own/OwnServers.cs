using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai.OpenAi;

namespace Nanobot.Platform.Ai.Own;

/// <summary>
/// Sends calls of models that somebody has brought to their servers, and all others on. A client is made for each call, of what the call's settings say, and is gone with it: so a key
/// that has changed is used from the next call on, and none is kept.
/// </summary>
internal sealed class OwnServers(
    IChatClient inner, IOwnConnections? connections, IOptions<OwnModelOptions> own, IOptions<ModelOptions> options, TimeProvider time, Random random) : DelegatingChatClient(inner)
{
    // The SDK insists on one; the header goes where there is none.
    private const string NoKey = "none";

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (BroughtModel.Of(options) is not { } brought)
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }

        var response = await Server(brought).GetResponseAsync(messages, Settings(options!, brought), cancellationToken);
        response.ModelId = brought.Model.Id;
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var brought = BroughtModel.Of(options);
        var updates = brought is null
            ? base.GetStreamingResponseAsync(messages, options, cancellationToken)
            : Server(brought).GetStreamingResponseAsync(messages, Settings(options!, brought), cancellationToken);
        await foreach (var update in updates)
        {
            update.ModelId = brought?.Model.Id ?? update.ModelId;
            yield return update;
        }
    }

    private OpenAiServer Server(BroughtModel brought)
    {
        var (secret, all) = (brought.Open(), options.Value);
        var settings = new ModelOptions
        {
            Endpoint = brought.Model.Address, ApiKey = secret.Key ?? NoKey, Model = brought.Model.Model,
            Timeout = all.Timeout, MaximumRetries = all.MaximumRetries, RetryDelay = all.RetryDelay,
        };
        var connection = connections?.Handler ?? throw new ModelUnavailableException("this module asks no servers of tenants", isTransient: false);
        return OpenAiServer.Create(settings, time, random, new OwnHandler(secret, own.Value.AllowHttp, connection));
    }

    private static ChatOptions Settings(ChatOptions options, BroughtModel brought)
    {
        var settings = options.Clone();
        settings.ModelId = brought.Model.Model;
        BroughtModel.Put(settings, null);
        return settings;
    }
}
